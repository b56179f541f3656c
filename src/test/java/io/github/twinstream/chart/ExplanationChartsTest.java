package io.github.twinstream.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.twinstream.explain.Drift;
import io.github.twinstream.explain.EmbeddingPlane;
import io.github.twinstream.explain.FieldGates;
import io.github.twinstream.explain.PartialDependence;
import io.github.twinstream.explain.PermutationImportance;
import io.github.twinstream.explain.PermutationPlan;
import io.github.twinstream.explain.RowExplanation;
import io.github.twinstream.explain.StreamImportance;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** The charts of explanations: their words, NaN, and that both looks are drawn. */
class ExplanationChartsTest {
  private static final double NAN = Double.NaN;

  private static void drawn(Chart chart) {
    try {
      BufferedImage light = ImageIO.read(new ByteArrayInputStream(chart.png()));
      BufferedImage dark = ImageIO.read(new ByteArrayInputStream(chart.dark().png()));
      assertEquals(0xFFFFFFFF, light.getRGB(1, 1));
      assertEquals(0xFF14171B, dark.getRGB(1, 1));
      assertTrue(colours(light) > 8 && colours(dark) > 8);
      assertNotEquals(chart.svg(), chart.dark().svg());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static long colours(BufferedImage image) {
    return IntStream.range(0, image.getWidth() * image.getHeight())
        .map(i -> image.getRGB(i % image.getWidth(), i / image.getWidth()))
        .distinct()
        .count();
  }

  private static StreamImportance.Term term(String name, double sum) {
    return new StreamImportance.Term(name, sum, sum / 10, 1);
  }

  @Test
  void streamImportanceSaysTheShares() {
    Chart chart =
        StreamParts.of(
            new StreamImportance(
                List.of(term("user", 30), term("item", 50)),
                term("bilinear", 20),
                List.of(term("head 1", 15), term("head 2", NAN)),
                10));
    assertEquals(
        "Sums of absolute values: user 30.0 %, item 50.0 %, bilinear 20.0 % of the logit over 10"
            + " rows.",
        chart.alt());
    drawn(chart);
  }

  @Test
  void longListsAreCut() {
    List<StreamImportance.Term> heads =
        IntStream.range(0, 200).mapToObj(i -> term("head " + i, i)).toList();
    Chart parts =
        StreamParts.of(
            new StreamImportance(
                List.of(term("user", 1), term("item", 1)), term("bilinear", 1), heads, 10));
    assertTrue(parts.svg().contains("the 20 largest of 200 heads"));
    List<FieldGates.Column> columns =
        IntStream.range(0, 300)
            .mapToObj(
                i ->
                    new FieldGates.Column(
                        "c" + i, 1, new double[] {1, 1}, new double[2], new double[2]))
            .toList();
    assertTrue(GateMap.of(new FieldGates(List.of("a", "b"), columns, 9)).height() < 2000);
    List<RowExplanation.Effect> effects =
        IntStream.range(0, 300)
            .mapToObj(i -> new RowExplanation.Effect("c" + i, "v", i, 1))
            .toList();
    assertTrue(
        RowEffects.of(
                    new RowExplanation("row", 1, 0, effects, "others", RowExplanation.Scale.SCORE))
                .height()
            < 2000);
    List<Drift.Column> moved =
        IntStream.range(0, 300).mapToObj(i -> new Drift.Column("c" + i, 1, 0, 0, 0, 0)).toList();
    assertTrue(DriftBars.of(new Drift(moved, 9, 9)).height() < 2000);
  }

  @Test
  void gatesSayEveryColumn() {
    Chart chart =
        GateMap.of(
            new FieldGates(
                List.of("user", "item"),
                List.of(
                    new FieldGates.Column(
                        "Age", 4, new double[] {1.25, 0.5}, new double[2], new double[2]),
                    new FieldGates.Column(
                        "title", 8, new double[] {NAN, 1}, new double[2], new double[2])),
                10));
    assertEquals(
        "Mean gates of user and item: Age 1.250 and 0.500; title NaN and 1.000.", chart.alt());
    drawn(chart);
  }

  @Test
  void permutationSaysDropsWithIntervals() {
    Chart chart =
        PermutationDrops.of(
            new PermutationImportance(
                "AUC",
                0.8,
                List.of(
                    new PermutationImportance.Importance("author", 0.2, 0.1, 0.3),
                    new PermutationImportance.Importance("age", -0.001, NAN, NAN)),
                100,
                10,
                PermutationPlan.of(List.of("author", "age"), 1)));
    assertEquals(
        "AUC lost when the column is shuffled: author 0.2000 [0.1000, 0.3000]; age -0.0010; dashed:"
            + " no importance.",
        chart.alt());
    drawn(chart);
  }

  @Test
  void rowEffectsSayValuesAndBaseline() {
    Chart chart =
        RowEffects.of(
            new RowExplanation(
                "place 1",
                0.9,
                0.6,
                List.of(
                    new RowExplanation.Effect("author", "Ann", 0.25, 0.01),
                    new RowExplanation.Effect("age", null, -0.05, 0.01)),
                "200 training rows",
                RowExplanation.Scale.LOG_ODDS));
    assertEquals(
        "score 0.9000; baseline 0.6000, the mean of 200 training rows. author = Ann +0.2500; age ="
            + " (missing) -0.0500.",
        chart.alt());
    drawn(chart);
  }

  @Test
  void dependenceDrawsNumbersAsACurveAndTokensAsDots() {
    PartialDependence.Point missing = new PartialDependence.Point(null, NAN, 0.5, 0.4, 0.6, 0.1);
    drawn(
        Dependence.of(
            new PartialDependence(
                "age",
                true,
                List.of(
                    new PartialDependence.Point("1", 1, 0.4, 0.3, 0.5, 0.5),
                    new PartialDependence.Point("2", 2, 0.6, 0.5, 0.7, 0.4),
                    missing),
                100)));
    Chart tokens =
        Dependence.of(
            new PartialDependence(
                "country",
                false,
                List.of(new PartialDependence.Point("chile", NAN, 0.4, 0.3, 0.5, 0.9), missing),
                100));
    assertTrue(tokens.alt().contains("(missing) 0.5000"), tokens.alt());
    drawn(tokens);
    drawn(Dependence.of(new PartialDependence("empty", true, List.of(missing), 100)));
  }

  @Test
  void theMapLeavesOutTokensWithoutAPlace() {
    Chart chart =
        EmbeddingMap.of(
            new EmbeddingPlane(
                "author",
                List.of(
                    new EmbeddingPlane.Spot("Ann", 0, 0, 9),
                    new EmbeddingPlane.Spot("Ben", 0, 0, 8),
                    new EmbeddingPlane.Spot("Cem", NAN, 1, 7)),
                0.756));
    assertEquals(
        "the 2 most frequent tokens; the plane keeps 76 % of their vectors' variance, such as Ann,"
            + " Ben.",
        chart.alt());
    drawn(chart);
    assertEquals(
        "No data: no token has a place.",
        EmbeddingMap.of(new EmbeddingPlane("author", List.of(), NAN)).alt());
  }

  @Test
  void driftSaysTheVerdicts() {
    Chart chart =
        DriftBars.of(
            new Drift(
                List.of(
                    new Drift.Column("age", 0.3, 0.01, 0, 0, NAN),
                    new Drift.Column("country", 0.2, 0.4, 0, 0, 0.1)),
                1000,
                100));
    assertEquals(
        "100 rows against 1,000 training rows: age 0.3000, large; country 0.2000, stable.",
        chart.alt());
    drawn(chart);
  }
}
