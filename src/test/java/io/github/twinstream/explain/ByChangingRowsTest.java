package io.github.twinstream.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.DataException;
import io.github.twinstream.evaluate.LogLoss;
import io.github.twinstream.progress.Progress;
import io.github.twinstream.rank.ScoredRows;
import io.github.twinstream.table.DataTable;
import io.github.twinstream.testing.SmallTables;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Explanations of a scorer that is known to the last digit: 0.2 + 0.1 a + 0.04 b. */
class ByChangingRowsTest {
  private static final Scorer LINEAR =
      rows -> {
        double[] a = rows.numbers("a");
        double[] b = rows.numbers("b");
        double[] scores = new double[a.length];
        for (int i = 0; i < scores.length; i++) {
          scores[i] =
              0.2 + 0.1 * (Double.isNaN(a[i]) ? 0 : a[i]) + 0.04 * (Double.isNaN(b[i]) ? 0 : b[i]);
        }
        return scores;
      };

  private static DataTable table(double[] a, double[] b) {
    return SmallTables.table(SmallTables.doubles("a", a), SmallTables.doubles("b", b));
  }

  @Nested
  class Occlusion {
    private final DataTable background = table(new double[] {0, 2}, new double[] {5, 5});

    @Test
    void effects_are_the_score_less_the_mean_without_the_value() {
      RowExplanation why =
          RowExplanation.of(
              LINEAR,
              table(new double[] {3}, new double[] {4}),
              "one",
              background,
              "2 rows",
              List.of("b", "a"),
              RowExplanation.Scale.SCORE);
      // a: 0.1 · (3 − 1) = 0.2; b: 0.04 · (4 − 5) = −0.04; baseline 0.2 + 0.1 + 0.2 = 0.5
      assertEquals(0.66, why.score(), 1e-12);
      assertEquals(0.5, why.baseline(), 1e-12);
      assertEquals("a", why.effects().get(0).column());
      assertEquals(0.2, why.effects().get(0).effect(), 1e-12);
      assertEquals(-0.04, why.effects().get(1).effect(), 1e-12);
      assertEquals(0, why.rest(), 1e-12);
      // the scores without a are 0.36 and 0.56: standard deviation √0.02, error √0.02 / √2
      assertEquals(0.1, why.effects().get(0).error(), 1e-12);
      assertTrue(why.toString().contains("replaced by those of 2 rows"), why.toString());
    }

    @Test
    void on_the_log_odds_effects_are_differences_of_logits() {
      RowExplanation why =
          RowExplanation.of(
              LINEAR,
              table(new double[] {3}, new double[] {0}),
              "one",
              table(new double[] {0}, new double[] {0}),
              "1 row",
              List.of("a"),
              RowExplanation.Scale.LOG_ODDS);
      // scores 0.5 and 0.2: logits 0 and ln(0.25)
      assertEquals(Math.log(4), why.effects().get(0).effect(), 1e-12);
      assertEquals(0.2, why.baseline(), 1e-12);
      assertEquals(0, why.rest(), 1e-12);
    }

    @Test
    void it_needs_one_row_and_a_background() {
      DataException e =
          assertThrows(
              DataException.class,
              () ->
                  RowExplanation.of(
                      LINEAR,
                      background,
                      "",
                      background,
                      "",
                      List.of("a"),
                      RowExplanation.Scale.SCORE));
      assertEquals(
          "an explanation needs 1 row and a background of at least 1; given were 2 and 2",
          e.getMessage());
    }
  }

  @Nested
  class Dependence {
    @Test
    void each_value_gets_the_mean_over_the_background() {
      DataTable values = table(new double[] {2, 0, 1, 1, Double.NaN}, new double[5]);
      DataTable background = table(new double[2], new double[] {0, 10});
      PartialDependence found = PartialDependence.of(LINEAR, "a", values, background, 10);
      assertEquals(
          List.of("0", "1", "2"),
          found.points().stream().limit(3).map(PartialDependence.Point::value).toList());
      // b adds 0 and 0.4, 0.2 on average
      assertEquals(0.4, found.points().get(0).mean(), 1e-12);
      assertEquals(0.5, found.points().get(1).mean(), 1e-12);
      assertEquals(0.4, found.points().get(1).share(), 1e-12);
      assertEquals(0.2, found.range(), 1e-12);
      assertEquals(null, found.points().get(3).value());
    }

    @Test
    void many_numbers_become_quantiles_of_the_middle() {
      double[] many = new SplittableRandom(1).doubles(1000).toArray();
      PartialDependence found =
          PartialDependence.of(
              LINEAR, "a", table(many, new double[1000]), table(new double[1], new double[1]), 5);
      assertEquals(5, found.points().size());
      java.util.Arrays.sort(many);
      assertEquals(many[10], found.points().get(0).number());
      assertEquals(many[500], found.points().get(2).number());
      assertEquals(many[989], found.points().get(4).number());
    }

    @Test
    void one_point_is_no_curve() {
      DataTable rows = table(new double[1], new double[1]);
      ConfigException e =
          assertThrows(
              ConfigException.class, () -> PartialDependence.of(LINEAR, "a", rows, rows, 1));
      assertEquals("points is 1: it must be at least 2", e.getMessage());
    }
  }

  @Nested
  class Permutation {
    private final DataTable rows;
    private final ScoredRows truth;

    Permutation() {
      SplittableRandom random = new SplittableRandom(4);
      double[] a = random.doubles(400).toArray();
      double[] b = random.doubles(400).toArray();
      float[] label = new float[400];
      int[] group = new int[400];
      for (int i = 0; i < 400; i++) {
        label[i] = a[i] > 0.5 ? 1 : 0;
        group[i] = i / 8;
      }
      rows = table(a, b);
      truth = new ScoredRows(LINEAR.score(rows), label, new double[400], group, 50, 0.5);
    }

    private PermutationPlan plan() {
      return PermutationPlan.of(List.of("b", "a"), 7).resamples(50);
    }

    @Test
    void shuffling_what_decides_takes_the_metric_to_chance() {
      PermutationImportance found = PermutationImportance.of(LINEAR, rows, truth, plan());
      assertEquals("a", found.columns().get(0).column());
      assertEquals(0.5, found.whole() - found.column("a").drop(), 0.05);
      assertTrue(found.column("a").low() > 0.3 && found.column("a").high() < 0.6);
      assertEquals(50, found.users());
    }

    @Test
    void one_bar_is_shown_and_not_one_for_each_scoring() {
      List<String> names = new ArrayList<>();
      Scorer reporting =
          r -> {
            Progress.start("score", 1).close();
            return LINEAR.score(r);
          };
      try (Progress.Subscription watching = Progress.subscribe(e -> names.add(e.name()))) {
        PermutationImportance.of(reporting, rows, truth, plan());
        assertNotNull(watching);
      }
      assertEquals(1, names.stream().filter(n -> n.equals("score")).count(), names.toString());
      assertTrue(names.contains("permutation"));
    }

    @Test
    void the_same_seed_gives_the_same_numbers() {
      assertEquals(
          PermutationImportance.of(LINEAR, rows, truth, plan()),
          PermutationImportance.of(LINEAR, rows, truth, plan()));
    }

    @Test
    void a_metric_where_lower_is_better_still_drops_above_zero() {
      PermutationImportance found =
          PermutationImportance.of(LINEAR, rows, truth, plan().metric(new LogLoss()));
      assertTrue(found.column("a").drop() > 0.01, found.toString());
    }

    @Test
    void columns_are_shuffled_together_when_asked() {
      PermutationImportance found =
          PermutationImportance.of(LINEAR, rows, truth, plan().together("a", "b"));
      assertEquals(1, found.columns().size());
      assertEquals("a + b", found.columns().get(0).column());
    }

    @Test
    void a_sample_takes_whole_users() {
      PermutationImportance found = PermutationImportance.of(LINEAR, rows, truth, plan().rows(100));
      assertEquals(96, found.rows());
      assertEquals(12, found.users());
    }

    @Test
    void an_undefined_metric_is_told() {
      ScoredRows one =
          new ScoredRows(truth.score(), new float[400], new double[400], truth.group(), 50, 0.5);
      DataException e =
          assertThrows(
              DataException.class, () -> PermutationImportance.of(LINEAR, rows, one, plan()));
      assertEquals(
          "permutation importance by AUC is undefined on these 400 rows: there is only one class:"
              + " all 400 labels are 0",
          e.getMessage());
    }

    @Test
    void repeats_below_one_are_refused() {
      ConfigException e = assertThrows(ConfigException.class, () -> plan().repeats(0));
      assertEquals("repeats is 0: it must be at least 1", e.getMessage());
    }
  }
}
