package io.github.twinstream.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class UserNdcgTest {
  @Test
  void saysUsersMeanAndChance() {
    Chart chart = UserNdcg.of(Scored.of(new double[] {0.9, 0.1}, 1, 0));

    assertEquals("1 users with two rows or more: mean 1.0000, chance 0.8155.", chart.alt());
    assertTrue(chart.png().length > 1000);
  }

  @Test
  void drawsManyUsers() {
    assertTrue(UserNdcg.of(Scored.random(3000, 2)).png().length > 1000);
  }

  @Test
  void saysWhyThereIsNothingToDraw() {
    assertEquals(
        "No data: no user has two rows or more.",
        UserNdcg.of(Scored.of(new double[] {1}, 1)).alt());
  }
}
