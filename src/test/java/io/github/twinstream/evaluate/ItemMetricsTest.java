package io.github.twinstream.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.DataException;
import io.github.twinstream.rank.Items;
import io.github.twinstream.rank.ScoredRows;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The metrics of what users are shown. */
class ItemMetricsTest {
  private static final int[] POPULARITY = {6, 1, 0, 1};
  private static final float[][] VECTORS = {{1, 0}, {0, 2}, {3, 0}, null};

  /** User 0 is shown item 0 before 1 and 2, user 1 item 0 before 2. */
  private static final ScoredRows ROWS =
      Rows.of(new double[] {0.9, 0.8, 0.1, 0.9, 0.2}, new int[] {0, 0, 0, 1, 1}, 1, 0, 0, 1, 0)
          .withItems(new Items(new int[] {0, 1, 2, 0, 2}, POPULARITY, VECTORS));

  private static double bits(int count) {
    return -Math.log((count + 1) / 12.0) / Math.log(2);
  }

  @Test
  void coverageIsTheShareOfTheCatalogueShownToSomebody() {
    Measurement m = new Coverage(1).measure(ROWS);

    assertEquals(0.25, m.value(), 1e-12);
    // item 0: 1 - 2/3 · 1/2, item 1: 1/3, item 2: 1 - 2/3 · 1/2
    assertEquals((2.0 / 3 + 1.0 / 3 + 2.0 / 3) / 4, m.chance(), 1e-12);
    assertEquals(0.5, m.ceiling(), 1e-12);
    assertEquals(0.75, new Coverage(2).measure(ROWS).value(), 1e-12);
  }

  @Test
  void noveltyIsTheMeanSelfInformation() {
    Measurement m = new Novelty(1).measure(ROWS);

    assertEquals(bits(6), m.value(), 1e-12);
    assertEquals(
        ((bits(6) + bits(1) + bits(0)) / 3 + (bits(6) + bits(0)) / 2) / 2, m.chance(), 1e-12);
    assertEquals(bits(0), m.ceiling(), 1e-12);
  }

  @Test
  void theLongTailIsWhatTheHeadDoesNotHold() {
    // GIVEN 80 % of 8 rows: items of 6 and 1 rows are the head, item 2 is not
    assertEquals(1, LongTail.leastOfHead(POPULARITY));
    assertEquals(Integer.MAX_VALUE, LongTail.leastOfHead(new int[3]));
    Measurement m = new LongTail(1).measure(ROWS);

    assertEquals(0, m.value());
    assertEquals((1.0 / 3 + 1.0 / 2) / 2, m.chance(), 1e-12);
    assertEquals(1, m.ceiling(), 1e-12);
  }

  @Test
  void diversityIsTheMeanDistanceOfPairs() {
    // GIVEN user 0 is shown items at right angles, user 1 the same direction twice
    PerUser m = new Diversity(2).measure(ROWS);

    assertEquals(1, m.values()[0], 1e-6);
    assertEquals(0, m.values()[1], 1e-6);
    assertEquals((2.0 / 3 + 0) / 2, m.chance(), 1e-6);
    assertEquals(Double.NaN, m.ceiling());
  }

  @Test
  void giniSaysHowUnequalThePlacesAre() {
    assertEquals(0, Gini.of(new double[] {2, 2, 2}), 1e-12);
    assertEquals(0.75, Gini.of(new double[] {0, 0, 0, 5}), 1e-12);
    assertEquals(Double.NaN, Gini.of(new double[2]));
    assertEquals(0.75, new Gini(1).measure(ROWS).value(), 1e-12);
  }

  @Test
  void tiesGiveTheExpectationOverTheirOrders() {
    ScoredRows tied = ROWS.withScores(new double[5]);
    for (Metric metric :
        List.of(new Coverage(1), new Novelty(1), new LongTail(1), new Diversity(2), new Gini(1))) {
      Measurement m = metric.measure(tied);
      assertEquals(m.chance(), m.value(), 1e-12, metric.name());
    }
    double sum = 0;
    Random random = new Random(5);
    for (int i = 0; i < 20_000; i++) {
      sum += new Coverage(1).measure(ROWS.withScores(random.doubles(5).toArray())).value();
    }
    assertEquals(new Coverage(1).measure(tied).value(), sum / 20_000, 0.003);
  }

  @Test
  void aResampleCountsAUserTwice() {
    Measurement coverage = new Coverage(1).measure(ROWS.withScores(new double[5]));

    // user 0 twice: each of its items is missed with probability (2/3)²
    assertEquals(3 * (1 - 4.0 / 9) / 4, coverage.resampled(new int[] {2, 0}), 1e-12);
    assertEquals(Double.NaN, coverage.resampled(new int[2]));
  }

  @Test
  void saysWhatIsMissing() {
    ScoredRows unknown = Rows.ofOneUser(new double[] {0.4, 0.2}, 1, 0);

    assertEquals(
        "Coverage@3 needs to know the rows' items, and they are not: name the item column, e.g."
            + " compare(streams, c -> c.item(\"ISBN\"), ...)",
        assertThrows(DataException.class, () -> new Coverage(3).measure(unknown)).getMessage());
    assertEquals(
        "Diversity@2 needs the items' vectors, and there are none: embed a text of the items, e.g."
            + " split.embed(\"Book-Title\", e -> e.encoder(miniLm()))",
        assertThrows(DataException.class, () -> new Diversity(2).measure(unknown)).getMessage());
    assertEquals(
        "the cut-off of Diversity@k is 1: it must be at least 2: it is about pairs",
        assertThrows(ConfigException.class, () -> new Diversity(1)).getMessage());
    assertEquals(
        "the item of row 0 is 4: it must be at least 0 and below the catalogue's 4 items",
        assertThrows(ConfigException.class, () -> new Items(new int[] {4}, POPULARITY, VECTORS))
            .getMessage());
  }

  @Test
  void noRowsAreUndefined() {
    ScoredRows none = Rows.none().withItems(new Items(new int[0], POPULARITY, VECTORS));
    for (Metric metric :
        List.of(new Coverage(1), new Novelty(1), new LongTail(1), new Diversity(2), new Gini(1))) {
      assertEquals(Double.NaN, metric.measure(none).value(), metric.name());
      assertEquals("there are no rows", metric.measure(none).undefined(), metric.name());
    }
  }
}
