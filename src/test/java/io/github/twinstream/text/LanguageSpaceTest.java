package io.github.twinstream.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LanguageSpaceTest {
  private static final int DIMENSION = 40;
  private static final int LANGUAGES = 5;
  private static final int PHRASES = 30;

  /** Meanings plus a shift a language, of length 1. */
  private static float[][][] shifted(long seed) {
    Random random = new Random(seed);
    float[][] shifts = new float[LANGUAGES][DIMENSION];
    float[][] meanings = new float[PHRASES][DIMENSION];
    fill(shifts, random, 3);
    fill(meanings, random, 1);
    float[][][] vectors = new float[LANGUAGES][PHRASES][DIMENSION];
    for (int l = 0; l < LANGUAGES; l++) {
      for (int p = 0; p < PHRASES; p++) {
        for (int i = 0; i < DIMENSION; i++) {
          vectors[l][p][i] = meanings[p][i] + shifts[l][i];
        }
        vectors[l][p] = Vectors.unit(vectors[l][p]);
      }
    }
    return vectors;
  }

  private static void fill(float[][] rows, Random random, float size) {
    for (float[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        row[i] = size * (float) random.nextGaussian();
      }
    }
  }

  @Test
  void bringsTranslationsTogether() {
    float[][][] vectors = shifted(1);
    LanguageSpace space = LanguageSpace.fit(vectors);
    double before = Vectors.dot(vectors[0][3], vectors[1][3]);
    double after = Vectors.dot(space.without(vectors[0][3]), space.without(vectors[1][3]));
    double other = Vectors.dot(space.without(vectors[0][3]), space.without(vectors[1][4]));
    assertTrue(before < 0.5 && after > 0.9 && other < 0.6, before + " " + after + " " + other);
  }

  @Test
  void givesVectorsOfLengthOneWithoutTheDirections() {
    LanguageSpace space = LanguageSpace.fit(shifted(2));
    float[] vector = space.without(shifted(3)[2][7]);
    assertEquals(1, Vectors.dot(vector, vector), 1e-6);
    float[] directions = space.directions();
    assertEquals((LANGUAGES - 1) * DIMENSION, directions.length);
    for (int k = 0; k < LANGUAGES - 1; k++) {
      double along = 0;
      for (int i = 0; i < DIMENSION; i++) {
        along += vector[i] * directions[k * DIMENSION + i];
      }
      assertEquals(0, along, 1e-5);
    }
  }

  @Test
  void isPutTogetherAgainFromItsParts() {
    LanguageSpace space = LanguageSpace.fit(shifted(4));
    LanguageSpace again = LanguageSpace.of(space.centre(), space.directions());
    float[] vector = shifted(5)[0][0];
    assertArrayEquals(space.without(vector), again.without(vector));
  }

  @Test
  void theMadeUpTitlesAreTranslations() {
    List<List<String>> phrases = LanguageSpace.phrases();
    assertEquals(24, phrases.size());
    phrases.forEach(language -> assertEquals(24, language.size()));
    assertEquals("Die Geschichte der Welt", phrases.get(1).get(0));
  }
}
