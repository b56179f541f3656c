package io.github.twinstream.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TitleRetrievalTest {
  /** Angles on a circle: titles are degrees. */
  private static final TextEncoder ANGLES =
      TextEncoder.of(
          "angles",
          texts ->
              texts.stream()
                  .map(t -> Math.toRadians(Double.parseDouble(t)))
                  .map(a -> new float[] {(float) Math.cos(a), (float) Math.sin(a)})
                  .toArray(float[][]::new));

  @Test
  void countsTitlesWhoseNearestIsOfTheSameBook() {
    // GIVEN two books in three languages
    TitleSet set =
        new TitleSet(
            List.of("x", "y", "z"), List.of(List.of("0", "10", "100"), List.of("45", "90", "105")));
    TitleRetrieval found = TitleRetrieval.of(ANGLES, set);
    // THEN nearest in any other language: 0→10 yes, 10→0 yes, 100→90 no; 45→10 no, 90→100 no,
    // 105→90 yes
    assertEquals(3.0 / 6, found.anyLanguage(), 1e-9);
    // AND pairs: 0: y yes, z yes; 10: x yes, z yes; 100: x no (45), y no (90);
    // 45: y no (10), z no (100); 90: x yes, z no (100); 105: x yes, y yes
    assertEquals(7.0 / 12, found.pairwise(), 1e-9);
    assertEquals(2, found.books());
    assertEquals(3, found.languages());
  }

  @Test
  void theHalvesAreApartAndWhole() {
    TitleSet tuning = TitleSet.tuning();
    TitleSet test = TitleSet.test();
    assertEquals(69, tuning.titles().size());
    assertEquals(70, test.titles().size());
    assertEquals(List.of("en", "de", "fr", "es", "it", "pt", "nl", "sv", "ru"), test.languages());
    Set<String> both = new HashSet<>(tuning.titles().stream().map(t -> t.get(0)).toList());
    both.retainAll(test.titles().stream().map(t -> t.get(0)).toList());
    assertEquals(Set.of(), both);
    for (List<String> book : test.titles()) {
      assertEquals(9, book.size(), book::toString);
    }
  }

  @Test
  void languagesCanBeLeftOut() {
    TitleSet two = TitleSet.test().languages(2);
    assertEquals(List.of("en", "de"), two.languages());
    assertEquals(2, two.titles().get(0).size());
  }
}
