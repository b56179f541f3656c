package io.github.twinstream.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.twinstream.error.ConfigException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DotIntervalsTest {
  private static final double NAN = Double.NaN;

  private static Chart chart(double reference, double... values) {
    List<String> names =
        List.of("FinalMLP", "a model with quite a long name, longer than room", "c");
    return DotIntervals.of(
        "Models",
        "AUC",
        names,
        values,
        new double[] {0.7, NAN, NAN},
        new double[] {0.8, NAN, NAN},
        reference,
        "chance");
  }

  @Test
  void saysValuesIntervalsAndWhatHasNone() {
    assertEquals(
        "AUC: FinalMLP 0.7500 [0.7000, 0.8000]; a model with quite a long name, longer than room"
            + " 0.6000; c undefined; dashed: chance 0.5000.",
        chart(0.5, 0.75, 0.6, NAN).alt());
  }

  @Test
  void isDrawnWithoutReferenceAndWithOneValueOnly() {
    assertTrue(chart(NAN, 0.75, NAN, NAN).png().length > 1000);
    assertTrue(chart(NAN, 0.75, 0.75, 0.75).dark().svg().contains("</svg>"));
  }

  @Test
  void cutsALongListAndSaysSo() {
    int many = 500;
    List<String> names = IntStream.range(0, many).mapToObj(i -> "column " + i).toList();
    Chart chart =
        DotIntervals.of(
            "Many", "x", names, new double[many], new double[many], new double[many], NAN, "");

    assertTrue(chart.height() < 2000, "height " + chart.height());
    assertTrue(chart.svg().contains("the first 40 of 500"), chart.svg().substring(0, 900));
  }

  @Test
  void saysWhenNothingHasAValue() {
    assertEquals("No data: no entry has a value.", chart(0.5, NAN, NAN, NAN).alt());
  }

  @Test
  void refusesArraysOfAnotherLength() {
    ConfigException e = assertThrows(ConfigException.class, () -> chart(0.5, 0.75));

    assertEquals(
        "a chart of 3 names needs as many values, lows and highs: given were 1, 3 and 3",
        e.getMessage());
  }
}
