package io.github.twinstream.baseline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.DataException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules of counts and means, on four training rows: a 1 1 0, b 0. */
class BaselinesTest {
  private static double[] scores(Baseline baseline, long seed) {
    try (FittedBaseline fitted = baseline.fit(Learning.four(), seed)) {
      return fitted.score(Learning.asked());
    }
  }

  private static double logit(double p) {
    return Math.log(p / (1 - p));
  }

  @Test
  void theGlobalMeanIsTheShareOfPositives() {
    assertArrayEquals(new double[] {0.5, 0.5, 0.5}, scores(new GlobalMean(), 1));
  }

  @Test
  void theItemMeanIsShrunkTowardsIt() {
    // a: (2 + 1) / (3 + 2), b: (0 + 1) / (1 + 2), unseen: 1/2
    assertArrayEquals(new double[] {0.6, 1.0 / 3, 0.5}, scores(new ColumnMean("", 2), 1), 1e-12);
    assertArrayEquals(new double[] {2.0 / 3, 0, 0.5}, scores(new ColumnMean("", 0), 1), 1e-12);
  }

  @Test
  void aColumnsMeanIsOfItsOwnValues() {
    assertArrayEquals(
        new double[] {0.6, 1.0 / 3, 0.5}, scores(new ColumnMean("author", 2), 1), 1e-12);
    assertEquals("mean of author", new ColumnMean("author", 2).name());
    assertEquals("item mean", new ColumnMean("", 2).name());
  }

  @Test
  void popularityOrdersByTheNumberOfTrainingRows() {
    double[] scores = scores(new Popularity(), 1);

    assertTrue(scores[0] > scores[1] && scores[1] > scores[2], List.of(scores).toString());
  }

  @Test
  void biasesAddUpItemAndUser() {
    // mean 1/2; a: (0.5 + 0.5 - 0.5) / (3 + 1) = 0.125; b: -0.5 / 2 = -0.25
    // u: (0.375 + 0.375) / 3 = 0.25; the unseen book by u is above a by the unseen reader w
    double[] scores = scores(new UserItemBias(1, 1), 1);

    double[] raw = {0.625, 0.25, 0.75};
    double slope = (logit(scores[0]) - logit(scores[1])) / (raw[0] - raw[1]);
    assertTrue(slope > 0);
    assertEquals(slope, (logit(scores[2]) - logit(scores[0])) / (raw[2] - raw[0]), 1e-6);
  }

  @Test
  void logOddsAddUpTheItemAndEachCategory() {
    // k 2: book a and author x: ln(3 / 2) each; b and y: ln(1 / 2) each; unseen: 0
    double[] scores = scores(new LogOdds(2), 1);

    double[] raw = {2 * Math.log(1.5), 2 * Math.log(0.5), 0};
    double slope = (logit(scores[0]) - logit(scores[1])) / (raw[0] - raw[1]);
    assertTrue(slope > 0);
    assertEquals(slope, (logit(scores[2]) - logit(scores[1])) / (raw[2] - raw[1]), 1e-6);
  }

  @Test
  void randomScoresDependOnTheSeedAlone() {
    assertArrayEquals(scores(new RandomScores(), 5), scores(new RandomScores(), 5));
    assertNotEquals(scores(new RandomScores(), 5)[0], scores(new RandomScores(), 6)[0]);
  }

  @Test
  void everyScoreIsAProbability() {
    for (Baseline baseline :
        List.of(
            new RandomScores(),
            new GlobalMean(),
            new Popularity(),
            new ColumnMean("", 10),
            new UserItemBias(10, 10),
            new LogOdds(10))) {
      assertTrue(baseline.simple(), baseline.name());
      for (double score : scores(baseline, 3)) {
        assertTrue(score >= 0 && score <= 1, baseline.name() + " " + score);
      }
    }
  }

  @Test
  void aMissingItemColumnIsAskedFor() {
    LearningRows rows = Learning.four();
    LearningRows without =
        new LearningRows(rows.train(), rows.valid(), "liked", "user", null, rows.features());

    assertEquals(
        "popularity needs to know which column names the items: say it, e.g. compare(streams, c ->"
            + " c.item(\"ISBN\"), ...); the columns are [user, book, author, age, liked]",
        assertThrows(ConfigException.class, () -> new Popularity().fit(without, 1)).getMessage());
    assertEquals(
        "shrinkage is -1.0: it must be at least 0",
        assertThrows(ConfigException.class, () -> new ColumnMean("", -1)).getMessage());
    assertEquals(
        "shrinkage is 0.0: it must be above 0",
        assertThrows(ConfigException.class, () -> new LogOdds(0)).getMessage());
  }

  @Test
  void settingsGoThroughJson() {
    for (Baseline baseline :
        List.of(
            new RandomScores(),
            new ColumnMean("author", 3),
            new UserItemBias(1, 2),
            CatBoostRanker.DEFAULT.loss(CatBoostRanker.Loss.QUERY_RMSE).trees(7),
            LightGbmRanker.DEFAULT.budget(2))) {
      String json = Baselines.toJson(baseline).toString();

      assertEquals(baseline, Baselines.fromJson(JsonParser.parseString(json).getAsJsonObject()));
    }
    assertEquals(
        "{\"baseline\":\"ColumnMean\",\"settings\":{\"column\":\"author\",\"shrinkage\":3.0}}",
        Baselines.toJson(new ColumnMean("author", 3)).toString());
    assertThrows(
        DataException.class,
        () ->
            Baselines.fromJson(
                JsonParser.parseString("{\"baseline\":\"Popularty\",\"settings\":{}}")
                    .getAsJsonObject()));
    assertFalse(Baselines.isBaseline(JsonParser.parseString("{}").getAsJsonObject()));
  }

  @Test
  void plattScalingKeepsTheOrderAndTheShare() {
    double[] score = {3, 1, 2, 5, 4, 0};
    double[] label = {1, 0, 0, 1, 0, 0};
    double[] p = Platt.fit(score, label).of(score);

    double sum = 0;
    for (int i = 0; i < p.length; i++) {
      sum += p[i];
      for (int j = 0; j < p.length; j++) {
        assertEquals(Double.compare(score[i], score[j]), Double.compare(p[i], p[j]));
      }
    }
    assertEquals(2, sum, 1e-4);
    double[] against =
        Platt.fit(new double[] {1, 2, 3, 4}, new double[] {1, 1, 0, 0}).of(new double[] {1, 4});
    assertTrue(against[0] < against[1], "the order is kept even where it is wrong");
    double[] constant = Platt.fit(new double[4], new double[] {1, 1, 1, 0}).of(new double[1]);
    assertEquals(0.75, constant[0], 0.1);
  }
}
