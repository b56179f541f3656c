package io.github.twinstream.feature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.DataException;
import io.github.twinstream.table.DataTable;
import io.github.twinstream.table.Provenance;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;

class FeaturesTest {
  private static DataTable table(Double[] age, String... country) {
    return DataTable.owning(
        "t",
        List.of(DoubleColumn.create("Age", age), StringColumn.create("country", country)),
        Provenance.NONE);
  }

  private static final DataTable TRAIN =
      table(new Double[] {10.0, null, 20.0, 30.0}, "kr", "de", "kr", "");

  @Test
  void a_missing_number_becomes_the_training_median_and_scales_are_the_training_rows() {
    Features features = Features.fit(new FeaturePlan().numeric("Age"), TRAIN, Map.of());
    DataTable other = table(new Double[] {null, 50.0}, "kr", "kr");
    assertArrayEquals(
        new float[] {0.5f, 2f}, features.encode(other, null, null, null).numeric(), 1e-6f);
  }

  @Test
  void missing_and_unseen_share_an_id_unless_told_apart() {
    DataTable other = table(new Double[] {1.0, 1.0, 1.0}, "kr", "br", "");
    Features shared = Features.fit(new FeaturePlan().categorical("country"), TRAIN, Map.of());
    assertArrayEquals(new int[] {1, 3, 3}, shared.encode(other, null, null, null).ids());
    Features apart =
        Features.fit(
            new FeaturePlan().sharedUnknown(false).categorical("country"), TRAIN, Map.of());
    assertArrayEquals(new int[] {1, 3, 4}, apart.encode(other, null, null, null).ids());
    assertEquals(5, apart.schema().fields().get(0).vocabularySize());
  }

  @Test
  void quantile_buckets_are_cut_at_the_training_rows_quantiles() {
    Features features = Features.fit(new FeaturePlan().buckets("Age", 2), TRAIN, Map.of());
    DataTable other = table(new Double[] {5.0, 20.0, 21.0, null}, "a", "a", "a", "a");
    // GIVEN a boundary at 20; THEN both sides have an id of their own, and missing a third
    int[] ids = features.encode(other, null, null, null).ids();
    assertEquals(ids[0], ids[1]);
    assertArrayEquals(new int[] {1, 1, 2, 3}, ids);
  }

  @Test
  void a_numeric_column_without_any_training_value_is_refused_with_the_next_step() {
    DataTable empty = table(new Double[] {null, null}, "kr", "de");
    DataException error =
        assertThrows(
            DataException.class,
            () -> Features.fit(new FeaturePlan().numeric("Age"), empty, Map.of()));
    assertEquals(
        "numeric field 'Age' has no value in the 2 training rows: leave it out, or give a constant"
            + " with numeric(\"Age\", n -> n.fill(0))",
        error.getMessage());
  }

  @Test
  void a_column_declared_twice_is_refused() {
    ConfigException error =
        assertThrows(
            ConfigException.class, () -> new FeaturePlan().numeric("Age").categorical("Age"));
    assertEquals("column 'Age' is declared twice: keep one of the two", error.getMessage());
  }
}
