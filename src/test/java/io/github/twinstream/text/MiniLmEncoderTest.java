package io.github.twinstream.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.twinstream.progress.Progress;
import io.github.twinstream.progress.ProgressEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MiniLmEncoderTest {
  private final MiniLmEncoder encoder = MiniLmEncoder.instance();

  @AfterEach
  void clearInterrupt() {
    Thread.interrupted();
  }

  @Test
  void itsIdNamesTheModelAndTheHashOfItsContent() {
    assertTrue(encoder.id().matches("minilm-l6-v2-int8:[0-9a-f]{16}"), encoder.id());
  }

  @Test
  void givesVectorsOfLengthOne() {
    float[] vector = encoder.encode(List.of("The Lighthouse at Varnholm"))[0];
    assertEquals(384, vector.length);
    assertEquals(384, encoder.dimension());
    assertEquals(1, dot(vector, vector), 1e-5);
  }

  @Test
  void textsOfOneSubjectAreNearerThanOthers() {
    float[][] v =
        encoder.encode(
            List.of("Italian pasta recipes", "A cookbook of spaghetti", "Tank battles of the war"));
    assertTrue(dot(v[0], v[1]) > dot(v[0], v[2]) + 0.3);
  }

  @Test
  void aVectorDoesNotDependOnTheTextsBesideIt() {
    // GIVEN enough texts of mixed length for several threads
    List<String> texts = new ArrayList<>();
    IntStream.range(0, 100).forEach(i -> texts.add("word " + i + " and".repeat(i % 23)));
    float[][] together = encoder.encode(texts);

    // WHEN they are encoded in another order and alone
    List<String> reversed = new ArrayList<>(texts);
    Collections.reverse(reversed);
    float[][] backwards = encoder.encode(reversed);
    float[] alone = encoder.encode(List.of(texts.get(41)))[0];

    // THEN every bit is the same
    for (int i = 0; i < 100; i++) {
      assertArrayEquals(together[i], backwards[99 - i]);
    }
    assertArrayEquals(together[41], alone);
  }

  @Test
  void oddTextsHaveFiniteVectors() {
    List<String> odd =
        List.of("", " ", "x", "\uD83D", "a\uDE00b", "😀", "שלום", "漢字", "a\0b", "y".repeat(10_000));
    for (float[] vector : encoder.encode(odd)) {
      assertEquals(-1, Texts.firstNotFinite(vector));
      assertEquals(1, dot(vector, vector), 1e-5);
    }
  }

  @Test
  void cutsLongTexts() {
    float[][] v = encoder.encode(List.of("sea ".repeat(254), "sea ".repeat(254) + "mountain"));
    assertArrayEquals(v[0], v[1]);
  }

  @Test
  void reportsHowManyTextsAreDone() {
    List<ProgressEvent> events = new ArrayList<>();
    try (Progress.Subscription s = Progress.subscribe(events::add)) {
      encoder.encode(Collections.nCopies(70, "sea"));
      assertTrue(s != null);
    }
    ProgressEvent last = events.get(events.size() - 1);
    assertEquals("encode texts", last.name());
    assertEquals(70, last.done());
    assertEquals(70, last.total());
  }

  @Test
  void stopsWhenItsThreadIsInterrupted() {
    Thread.currentThread().interrupt();
    CancellationException e =
        assertThrows(
            CancellationException.class,
            () -> encoder.encode(Collections.nCopies(10_000, "never read to the end")));
    assertEquals("encode texts was interrupted", e.getMessage());
    assertTrue(Thread.currentThread().isInterrupted());
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }
}
