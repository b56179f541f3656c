package io.github.twinstream.feature;

import static io.github.twinstream.testing.SmallTables.doubles;
import static io.github.twinstream.testing.SmallTables.table;
import static io.github.twinstream.testing.SmallTables.texts;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.twinstream.error.DataException;
import io.github.twinstream.table.DataTable;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Columns with infinities, with nothing at all, and tables of one row. */
class FaultyColumnsTest {
  private static final double INFINITE = Double.POSITIVE_INFINITY;

  @Test
  void an_infinite_number_is_refused_in_training_and_afterwards() {
    DataTable rows = table(doubles("Age", 1, 2, INFINITE));
    String wanted =
        "numeric field 'Age' is Infinity in row 3: it must be a finite number, or missing; make it"
            + " missing in clean, e.g. blankWhere(\"Age\", above(1e300))";
    FeaturePlan plan = new FeaturePlan().numeric("Age");
    assertEquals(
        wanted,
        assertThrows(DataException.class, () -> Features.fit(plan, rows, Map.of())).getMessage());
    Features fitted = Features.fit(plan, table(doubles("Age", 1, 2)), Map.of());
    assertEquals(
        wanted,
        assertThrows(DataException.class, () -> fitted.encode(rows, null, null, null))
            .getMessage());
  }

  @Test
  void a_category_without_any_value_has_padding_and_unknown_alone() {
    DataTable rows = table(texts("country", null, null));
    Features fitted = Features.fit(new FeaturePlan().categorical("country"), rows, Map.of());
    assertEquals(2, fitted.schema().fields().get(0).vocabularySize());
    DataTable other = table(texts("country", "kr", null));
    assertArrayEquals(new int[] {1, 1}, fitted.encode(other, null, null, null).ids());
  }

  @Test
  void one_row_is_enough_to_fit_on() {
    DataTable one = table(doubles("Age", 30), texts("country", "kr"));
    FeaturePlan plan = new FeaturePlan().numeric("Age").categorical("country").buckets("Age2", 3);
    assertTrue(
        assertThrows(DataException.class, () -> Features.fit(plan, one, Map.of()))
            .getMessage()
            .startsWith("no column 'Age2'"));
    Features fitted =
        Features.fit(new FeaturePlan().numeric("Age").categorical("country"), one, Map.of());
    EncodedRows rows = fitted.encode(one, null, null, null);
    assertArrayEquals(new float[] {0}, rows.numeric());
    assertArrayEquals(new int[] {1}, rows.ids());
  }

  @Test
  void what_was_fitted_comes_back_from_its_state() {
    DataTable rows =
        table(
            doubles("Age", 10, Double.NaN, 30, 50),
            texts("country", "kr", "de", "kr", null),
            texts("tags", "a^b", "b^c^d", null, "kr^a"));
    FeaturePlan plan =
        new FeaturePlan()
                .numeric("Age", f -> f.scale(Scaling.STANDARD))
                .categorical("country", f -> f.sharedUnknown(false).missing("de"))
                .sequence("tags", "^", f -> f.sharedWith("country").padding(Padding.PRE))
                .stream("user", "Age", "country");
    Features fitted = Features.fit(plan, rows, Map.of());
    Features again = Features.of(fitted.state(), Map.of());
    assertEquals(fitted.schema(), again.schema());
    EncodedRows before = fitted.encode(rows, null, null, null);
    EncodedRows after = again.encode(rows, null, null, null);
    assertArrayEquals(before.ids(), after.ids());
    assertArrayEquals(before.numeric(), after.numeric());
    assertEquals(fitted.state(), again.state());
  }

  @Test
  void a_state_that_does_not_fit_together_is_refused() {
    FeatureState.Words twice = new FeatureState.Words(List.of("a", "a"), List.of(), 3, true);
    assertEquals(
        "the saved fields do not fit together: token 'a' comes twice, or has the id 2",
        assertThrows(DataException.class, () -> Vocabulary.of(twice)).getMessage());
    FeatureState.Words far =
        new FeatureState.Words(List.of("a"), List.of(), Integer.MAX_VALUE, true);
    assertThrows(DataException.class, () -> Vocabulary.of(far));
  }
}
