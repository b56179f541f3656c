package io.github.twinstream.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.twinstream.error.ConfigException;
import org.junit.jupiter.api.Test;

class ExplainedVarianceTest {
  @Test
  void saysWhatTheChosenComponentsKeep() {
    Chart chart = ExplainedVariance.of(new double[] {0.5, 0.3, 0.2}, 2);

    assertEquals("2 of 3 components keep 80.0 % of the variance.", chart.alt());
    assertTrue(chart.png().length > 1000);
  }

  @Test
  void drawsASingleComponent() {
    assertTrue(ExplainedVariance.of(new double[] {1}, 1).png().length > 1000);
  }

  @Test
  void saysThatThereAreNoComponents() {
    assertEquals("No data: there are no components.", ExplainedVariance.of(new double[0], 0).alt());
  }

  @Test
  void refusesToChooseMoreThanThereAre() {
    ConfigException e =
        assertThrows(ConfigException.class, () -> ExplainedVariance.of(new double[] {1}, 2));

    assertEquals("chosen components is 2: it must be from 1 to 1", e.getMessage());
  }
}
