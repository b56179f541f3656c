package io.github.twinstream.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CompactEncoderTest {
  private final CompactEncoder encoder = CompactEncoder.instance();

  @AfterEach
  void clearInterrupt() {
    Thread.interrupted();
  }

  @Test
  void findsBooksByTheirTitlesInOtherLanguages() {
    // on the half of the titles that no setting was chosen on
    TitleSet titles = TitleSet.test().languages(TitleSet.LATIN);
    TitleRetrieval ours = TitleRetrieval.of(encoder, titles);
    TitleRetrieval english = TitleRetrieval.of(MiniLmEncoder.instance(), titles);
    assertTrue(ours.anyLanguage() >= 0.72, ours::toString);
    assertTrue(ours.anyLanguage() >= english.anyLanguage() + 0.10, english::toString);
    assertTrue(ours.pairwise() >= english.pairwise() + 0.10, english::toString);
  }

  @Test
  void knowsMoreThanSpelling() {
    TitleSet titles = TitleSet.test().languages(TitleSet.LATIN);
    double spelling = TitleRetrieval.of(new SpellingEncoder(), titles).pairwise();
    assertTrue(TitleRetrieval.of(encoder, titles).pairwise() > spelling + 0.10);
  }

  @Test
  void itsIdNamesItsContent() {
    assertTrue(encoder.id().matches("compact-multilingual:1:[0-9a-f]{16}"), encoder.id());
  }

  @Test
  void itsTableIsSmall() throws IOException {
    try (InputStream in = CompactEncoder.class.getResourceAsStream("compact-multilingual.bin")) {
      assertNotNull(in);
      assertTrue(in.readAllBytes().length <= 16_000_000);
    }
  }

  @Test
  void givesVectorsOfLengthOne() {
    float[] vector = encoder.encode(List.of("Der Leuchtturm von Varnholm"))[0];
    assertEquals(248, vector.length);
    assertEquals(248, encoder.dimension());
    assertEquals(1, Vectors.dot(vector, vector), 1e-5);
  }

  @Test
  void aVectorDoesNotDependOnTheTextsBesideIt() {
    List<String> texts = new ArrayList<>();
    TitleSet.tuning().titles().forEach(texts::addAll);
    texts.addAll(odd());
    float[][] together = encoder.encode(texts);
    List<String> reversed = new ArrayList<>(texts);
    Collections.reverse(reversed);
    float[][] backwards = encoder.encode(reversed);
    for (int i = 0; i < texts.size(); i++) {
      assertArrayEquals(together[i], backwards[texts.size() - 1 - i]);
      assertArrayEquals(together[i], encoder.encode(List.of(texts.get(i)))[0]);
    }
  }

  @Test
  void oddTextsHaveFiniteVectors() {
    for (String text : odd()) {
      float[] vector = encoder.encode(List.of(text))[0];
      assertEquals(-1, Texts.firstNotFinite(vector));
      assertEquals(1, Vectors.dot(vector, vector), 1e-5, text);
    }
  }

  @Test
  void aTextWithoutPiecesHasTheVectorOfZeros() {
    for (String text : List.of("", " \t\n", "\u0000", "\uD83D")) {
      assertArrayEquals(new float[248], encoder.encode(List.of(text))[0]);
    }
  }

  @Test
  void entitiesAndCapitalsMakeLittleDifference() {
    float[][] v =
        encoder.encode(
            List.of("War &amp; Peace", "War & Peace", "WAR & PEACE", "Cooking for beginners"));
    assertArrayEquals(v[0], v[1]);
    assertTrue(Vectors.dot(v[1], v[2]) > Vectors.dot(v[1], v[3]) + 0.4);
  }

  @Test
  void ofNoTextsAreNoVectors() {
    assertEquals(0, encoder.encode(List.of()).length);
  }

  @Test
  void stopsWhenItsThreadIsInterrupted() {
    Thread.currentThread().interrupt();
    CancellationException e =
        assertThrows(CancellationException.class, () -> encoder.encode(List.of("a")));
    assertEquals("encode texts was interrupted", e.getMessage());
  }

  @Test
  void refusesATableWhosePartsDoNotFit() {
    byte[] file =
        CompactEncoder.bytes(List.of("[UNK]", "a"), new float[3][4], new float[4], "test");
    IOException e = assertThrows(IOException.class, () -> CompactEncoder.of(file));
    assertEquals("its parts are not of one size", e.getMessage());
  }

  static List<String> odd() {
    return List.of(
        "x",
        "1",
        "😀",
        "😀 emoji",
        "שלום עולם",
        "مرحبا",
        "漢字かな交じり文",
        "한국어",
        "a\uDE00b",
        "a\0b",
        "&amp;",
        "e\u0301",
        "y".repeat(10_000),
        "word ".repeat(2_000));
  }
}
