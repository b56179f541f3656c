package io.github.twinstream.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.twinstream.error.DataException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class EmbeddedTextTest {
  private final List<List<String>> calls = new ArrayList<>();
  private final EmbedPlan plan =
      EmbedPlan.standard()
          .encoder(
              TextEncoder.of(
                  "lengths",
                  texts -> {
                    calls.add(List.copyOf(texts));
                    return TextEncoderTest.lengths(texts);
                  }))
          .noCache();

  @Nested
  class Fit {
    @Test
    void encodesDistinctTextsOnce() {
      EmbeddedText embedded =
          EmbeddedText.fit(
              "Title", plan, Arrays.asList("bb", null, "bb"), List.of("bb", "a", "ccc", "a"));
      assertEquals(List.of(List.of("bb", "a", "ccc")), calls);
      assertEquals(Set.of("a", "bb", "ccc"), embedded.texts());
      assertEquals(2, embedded.dimension());
      assertArrayEquals(new float[] {3, 1}, embedded.vector("ccc"));
    }

    @Test
    void fitsThePcaOnTrainingTextsAlone() {
      EmbeddedText embedded =
          EmbeddedText.fit("Title", plan.pca(0.8), List.of("a", "ccc"), List.of("x".repeat(100)));
      assertArrayEquals(new float[] {2, 1}, embedded.pca().orElseThrow().mean());
      assertEquals(1, embedded.dimension());
      assertArrayEquals(new float[] {98}, embedded.vector("x".repeat(100)));
    }

    @Test
    void namesTheColumnWhenThereIsNothingToFitOn() {
      DataException e =
          assertThrows(
              DataException.class,
              () -> EmbeddedText.fit("Title", plan.pca(0.8), List.of("a"), List.of("b")));
      assertEquals(
          "column 'Title' has 1 distinct training texts: a PCA needs at least 2 rows and was given"
              + " 1: leave it off",
          e.getMessage());
    }

    @Test
    void refusesAColumnWithoutText() {
      List<String> missing = Arrays.asList(null, null);
      DataException e =
          assertThrows(
              DataException.class, () -> EmbeddedText.fit("Title", plan, missing, missing));
      assertEquals(
          "column 'Title' has no text to embed: all its cells are missing", e.getMessage());
    }
  }

  @Nested
  class Vector {
    private final EmbeddedText embedded =
        EmbeddedText.fit("Title", plan.components(1), List.of("a", "ccc"), List.of());

    @Test
    void isMadeOnDemandForAnotherText() {
      assertArrayEquals(new float[] {3}, embedded.vector("eeeee"));
      assertEquals(Set.of("a", "ccc"), embedded.texts());
    }

    @Test
    void isNullForAMissingText() {
      assertNull(embedded.vector(null));
    }

    @Test
    void isACopy() {
      embedded.vector("a")[0] = 99;
      assertArrayEquals(new float[] {-1}, embedded.vector("a"));
    }

    @Test
    void isCopiedIntoARow() {
      float[] row = {7, 7, 7};
      embedded.copyTo("a", row, 1);
      assertArrayEquals(new float[] {7, -1, 7}, row);
      embedded.copyTo(null, row, 2);
      assertArrayEquals(new float[] {7, -1, Float.NaN}, row);
    }
  }

  @Nested
  class Including {
    @Test
    void encodesAllNewTextsInOneCall() {
      EmbeddedText embedded = EmbeddedText.fit("Title", plan, List.of("a"), List.of());
      calls.clear();
      EmbeddedText more = embedded.including(Arrays.asList("bb", null, "a", "ccc"));
      assertEquals(List.of(List.of("bb", "ccc")), calls);
      assertEquals(Set.of("a", "bb", "ccc"), more.texts());
      assertSame(more, more.including(List.of("a")));
    }
  }

  @Nested
  class Of {
    @Test
    void putsASavedOneTogether() {
      Pca pca = Pca.fit(new float[][] {{1, 1}, {3, 1}}, 1);
      EmbeddedText opened =
          EmbeddedText.of("Title", plan.encoder(), pca, Map.of("known", new float[] {42}));
      assertArrayEquals(new float[] {42}, opened.vector("known"));
      assertArrayEquals(new float[] {0}, opened.vector("bb"));
    }

    @Test
    void refusesVectorsOfAnotherLength() {
      DataException e =
          assertThrows(
              DataException.class,
              () -> EmbeddedText.of("Title", plan.encoder(), null, Map.of("a", new float[3])));
      assertEquals(
          "the vector of 'a' has 3 numbers: column 'Title' has vectors of 2", e.getMessage());
    }
  }

  @Test
  void saysHowItWasMade() {
    EmbeddedText raw = EmbeddedText.fit("Title", plan, List.of("a"), List.of("bb"));
    assertEquals("Title: 2 distinct texts by lengths, 2 dimensions", raw.provenance());
    EmbeddedText reduced =
        EmbeddedText.fit("Title", plan.pca(0.8), List.of("a", "bb"), List.of("ccc"));
    assertEquals(
        "Title: 3 distinct texts by lengths, 2 dimensions, by PCA to 1 that keep 100.0% of the"
            + " variance, fitted on 2 distinct training texts\n",
        reduced.toString());
  }
}
