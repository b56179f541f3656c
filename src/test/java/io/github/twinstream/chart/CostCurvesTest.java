package io.github.twinstream.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CostCurvesTest {
  private static final CostCurves.Sweep IDS =
      new CostCurves.Sweep(
          "ids",
          "ms a step",
          series(
              "adam", Map.of(10_000.0, 90.0, 1_000_000.0, 150.0),
              "lazyadam", Map.of(10_000.0, 80.0, 1_000_000.0, 140.0)));

  private static Map<String, Map<Double, Double>> series(
      String one, Map<Double, Double> first, String other, Map<Double, Double> second) {
    Map<String, Map<Double, Double>> both = new LinkedHashMap<>();
    both.put(one, new TreeMap<>(first));
    both.put(other, new TreeMap<>(second));
    return both;
  }

  @Test
  void draws_a_panel_for_each_thing_that_grows() {
    Chart one = CostCurves.of("some model", List.of(IDS));
    Chart two = CostCurves.of("some model", List.of(IDS, IDS));
    assertTrue(one.svg().contains(">some model"), one.svg());
    assertTrue(two.dark().svg().length() > 1.7 * one.dark().svg().length());
    assertTrue(two.width() > one.width());
    CostCurves.Sweep none = new CostCurves.Sweep("rows", "s", Map.of("adam", Map.of()));
    assertEquals(one.svg(), CostCurves.of("some model", List.of(none, IDS)).svg());
  }

  @Test
  void says_its_numbers_in_words() {
    assertEquals(
        "ms a step by ids, adam: 10,000: 90.0; 1,000,000: 150. ms a step by ids, lazyadam:"
            + " 10,000: 80.0; 1,000,000: 140.",
        CostCurves.of("some model", List.of(IDS)).alt());
  }

  @Test
  void without_a_point_says_so() {
    assertEquals(
        "No data: nothing was measured.",
        CostCurves.of("", List.of(new CostCurves.Sweep("rows", "s", Map.of()))).alt());
  }
}
