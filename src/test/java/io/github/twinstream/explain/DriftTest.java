package io.github.twinstream.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.DataException;
import io.github.twinstream.feature.FeaturePlan;
import io.github.twinstream.feature.Features;
import io.github.twinstream.table.DataTable;
import io.github.twinstream.testing.SmallTables;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DriftTest {
  private static DataTable rows(int count, long seed, double shift, String more) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] age = new double[count];
    String[] country = new String[count];
    for (int i = 0; i < count; i++) {
      age[i] = random.nextInt(20) == 0 ? Double.NaN : 30 + 10 * random.nextDouble() + shift;
      country[i] = random.nextInt(4) == 0 && more != null ? more : "c" + random.nextInt(3);
    }
    return SmallTables.table(
        SmallTables.doubles("age", age), SmallTables.texts("country", country));
  }

  private static Drift drift(DataTable train, DataTable served) {
    Features features =
        Features.fit(new FeaturePlan().numeric("age").categorical("country"), train, Map.of());
    return Drift.of(
        train,
        served,
        r -> features.encode(r, null, null, null),
        train.has("user") ? "user" : null);
  }

  @Test
  void rows_of_the_same_kind_are_stable_over_twenty_seeds() {
    for (int seed = 0; seed < 20; seed++) {
      Drift found = drift(rows(2000, 2 * seed, 0, null), rows(500, 2 * seed + 1, 0, null));
      assertEquals("stable", found.column("age").verdict(), found.toString());
      assertEquals("stable", found.column("country").verdict(), found.toString());
    }
  }

  @Test
  void what_moved_is_named_first_and_what_is_unseen_is_counted() {
    Drift older = drift(rows(2000, 1, 0, null), rows(1000, 2, 4, null));
    assertEquals("age", older.columns().get(0).column());
    assertEquals("large", older.column("age").verdict());
    assertEquals("stable", older.column("country").verdict());
    Drift foreign = drift(rows(2000, 1, 0, null), rows(1000, 2, 0, "elsewhere"));
    assertEquals("country", foreign.columns().get(0).column());
    assertEquals(0.25, foreign.column("country").unseen(), 0.05);
    assertEquals(0.05, foreign.column("age").missingServed(), 0.03);
    assertTrue(Double.isNaN(foreign.column("age").unseen()));
  }

  /**
   * One bin of two is (0.5 + 0.5) / 3 before ... by hand: p = (60.5, 40.5)/101, q = (40.5,
   * 60.5)/101.
   */
  @Test
  void the_index_is_that_of_the_formula() {
    String[] before = new String[100];
    String[] now = new String[100];
    Arrays.setAll(before, i -> i < 60 ? "x" : "y");
    Arrays.setAll(now, i -> i < 40 ? "x" : "y");
    DataTable train =
        SmallTables.table(
            SmallTables.doubles("age", new double[100]), SmallTables.texts("country", before));
    DataTable served =
        SmallTables.table(
            SmallTables.doubles("age", new double[100]), SmallTables.texts("country", now));
    double wanted = 2 * (20.0 / 101) * Math.log(60.5 / 40.5);
    assertEquals(wanted, drift(train, served).column("country").psi(), 1e-9);
    assertEquals(0, drift(train, served).column("age").psi(), 1e-12);
  }

  /** Ten rows a user, all of the same age and country: a tenth as much is known. */
  private static DataTable users(int count, long seed) {
    DataTable people = rows(count, seed, 0, null);
    int[] tenfold = new int[10 * count];
    String[] names = new String[10 * count];
    Arrays.setAll(tenfold, i -> i / 10);
    Arrays.setAll(names, i -> "u" + i / 10);
    return people.rows(tenfold, "tenfold").with(SmallTables.texts("user", names), "users");
  }

  @Test
  void rows_of_one_user_are_not_taken_for_many() {
    int loud = 0;
    int unaware = 0;
    for (int seed = 0; seed < 20; seed++) {
      DataTable train = users(200, 2 * seed);
      DataTable served = users(60, 2 * seed + 1);
      Drift found = drift(train, served);
      loud += found.column("age").psi() > found.column("age").chance() ? 1 : 0;
      Drift blind = drift(train.drop("user"), served.drop("user"));
      unaware += blind.column("age").psi() > blind.column("age").chance() ? 1 : 0;
    }
    assertTrue(loud <= 1, "drift where there is none: " + loud + " of 20");
    assertTrue(unaware >= 15, "the trap is gone: " + unaware + " of 20");
  }

  @Test
  void no_rows_are_refused() {
    DataTable train = rows(10, 1, 0, null);
    DataException e =
        assertThrows(DataException.class, () -> drift(train, train.rows(new int[0], "none")));
    assertEquals(
        "drift compares rows with rows: given were 10 training rows and 0 others", e.getMessage());
  }

  @Test
  void an_unknown_column_is_named_with_the_known_ones() {
    DataTable train = rows(10, 1, 0, null);
    ConfigException e =
        assertThrows(ConfigException.class, () -> drift(train, train).column("aeg"));
    assertTrue(e.getMessage().contains("did you mean 'age'?"), e.getMessage());
  }
}
