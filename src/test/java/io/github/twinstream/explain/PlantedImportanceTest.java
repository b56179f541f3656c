package io.github.twinstream.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.twinstream.table.DataTable;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What was planted is found, over twenty seeds of data, network and shuffles. */
class PlantedImportanceTest {
  private static final List<String> PLANTED = List.of("strong", "middle", "weak", "none");

  @Test
  void rankings_are_the_planted_ones() {
    for (int seed = 1; seed <= 20; seed++) {
      try (Planted planted = Planted.trained(seed)) {
        permutation(planted, seed);
        partialDependence(planted, seed);
        occlusion(planted, seed);
        neighbours(planted, seed);
        parts(planted);
      }
    }
  }

  private static void permutation(Planted planted, int seed) {
    PermutationImportance found =
        PermutationImportance.of(
            planted::score,
            planted.test,
            planted.truth(),
            PermutationPlan.of(Planted.COLUMNS, seed).repeats(4).resamples(100));
    assertEquals(
        PLANTED,
        found.columns().stream().map(PermutationImportance.Importance::column).toList(),
        () -> "seed " + seed + "\n" + found);
    assertTrue(found.column("weak").low() > 0, () -> "seed " + seed + "\n" + found);
    PermutationImportance.Importance none = found.column("none");
    assertTrue(none.low() < 0.004 && none.high() > -0.004, () -> "seed " + seed + "\n" + found);
  }

  private static void partialDependence(Planted planted, int seed) {
    DataTable background = planted.train.rows(IntStream.range(0, 100).toArray(), "background");
    List<Double> ranges =
        PLANTED.stream()
            .map(c -> PartialDependence.of(planted::score, c, planted.train, background, 8).range())
            .toList();
    assertTrue(
        ranges.get(0) > ranges.get(1)
            && ranges.get(1) > ranges.get(2)
            && ranges.get(2) > ranges.get(3),
        () -> "seed " + seed + ": " + ranges);
    List<PartialDependence.Point> rising =
        PartialDependence.of(planted::score, "middle", planted.train, background, 8).points();
    for (int i = 1; i < rising.size(); i++) {
      assertTrue(rising.get(i).mean() > rising.get(i - 1).mean(), "seed " + seed + ": " + rising);
    }
  }

  private static void occlusion(Planted planted, int seed) {
    DataTable background = planted.train.rows(IntStream.range(0, 100).toArray(), "background");
    String[] strong = planted.test.tokens("strong");
    int best =
        IntStream.range(0, strong.length)
            .filter(i -> strong[i].equals("s3"))
            .findFirst()
            .orElseThrow();
    int worst =
        IntStream.range(0, strong.length)
            .filter(i -> strong[i].equals("s0"))
            .findFirst()
            .orElseThrow();
    assertTrue(effect(planted, best, background) > 0.5, "seed " + seed);
    assertTrue(effect(planted, worst, background) < -0.5, "seed " + seed);
  }

  private static double effect(Planted planted, int row, DataTable background) {
    return RowExplanation.of(
            planted::score,
            planted.test.rows(new int[] {row}, "one"),
            "row " + row,
            background,
            "100 training rows",
            Planted.COLUMNS,
            RowExplanation.Scale.LOG_ODDS)
        .effects()
        .stream()
        .filter(e -> e.column().equals("strong"))
        .findFirst()
        .orElseThrow()
        .effect();
  }

  /** Tokens whose effects are nearest lie nearest: s3 is by s2, s0 by s1. */
  private static void neighbours(Planted planted, int seed) {
    Embeddings learned =
        Embeddings.of(
            planted.network,
            planted.features.vocabularies(),
            Planted.encode(planted.features, planted.train),
            "strong",
            5);
    assertEquals("s2", learned.neighbours("s3", 3).nearest().get(0).token(), "seed " + seed);
    assertEquals("s1", learned.neighbours("s0", 3).nearest().get(0).token(), "seed " + seed);
  }

  private static void parts(Planted planted) {
    FinalMlpInside inside =
        FinalMlpInside.read(
            planted.network, "FinalMLP", Planted.encode(planted.features, planted.test));
    StreamImportance importance = inside.importance();
    assertEquals(planted.test.rows(), importance.rows());
    double mean = importance.parts().stream().mapToDouble(StreamImportance.Term::mean).sum();
    double logit =
        Figures.mean(
            java.util.Arrays.stream(planted.score(planted.test))
                .map(p -> Math.log(p / (1 - p)))
                .toArray());
    assertEquals(logit, mean, 1e-3);
  }
}
