package io.github.twinstream.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.twinstream.error.ConfigException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbedPlanTest {
  private final TextEncoder lengths = TextEncoder.of("lengths", TextEncoderTest::lengths);

  @Test
  void beginsWithTheCompactEncoderAndNoPca() {
    EmbedPlan plan = EmbedPlan.standard();
    assertSame(CompactEncoder.instance(), plan.encoder());
    assertTrue(plan.reduction().isEmpty());
  }

  @Test
  void aChoiceGivesAChangedCopy() {
    EmbedPlan plan = EmbedPlan.standard().encoder(lengths);
    assertTrue(plan.pca(0.8).reduction().isPresent());
    assertTrue(plan.reduction().isEmpty());
    assertTrue(plan.components(3).noPca().reduction().isEmpty());
  }

  @Test
  void keepsVectorsWhereItIsTold(@TempDir Path folder) {
    EmbedPlan plan = EmbedPlan.standard().encoder(lengths);
    plan.cache(folder).cachedEncoder().encode(List.of("a"));
    assertTrue(Files.exists(EmbeddingCache.in(folder).file("lengths")));
    assertSame(lengths, plan.cache(folder).noCache().cachedEncoder());
  }

  @Test
  void refusesAShareThatIsNone() {
    ConfigException e = assertThrows(ConfigException.class, () -> EmbedPlan.standard().pca(87));
    assertEquals(
        "pca is 87.0: it must be a share of the variance, above 0 and at most 1; for a number of"
            + " components use components(int)",
        e.getMessage());
  }

  @Test
  void refusesNoComponents() {
    ConfigException e =
        assertThrows(ConfigException.class, () -> EmbedPlan.standard().components(0));
    assertEquals("components is 0: it must be at least 1", e.getMessage());
  }
}
