package io.github.twinstream.text;

import java.util.List;
import java.util.Locale;

/**
 * Encodes text by its spelling alone: counts of its 2 to 4 neighbouring characters in lower case,
 * hashed into 8192 numbers, their square roots. It knows no language and no meaning: the yardstick
 * for encoders that should. Names and related words make titles alike across languages by spelling
 * alone.
 */
public final class SpellingEncoder implements TextEncoder {
  private static final int DIMENSION = 8192;
  private static final int SHORTEST = 2;
  private static final int LONGEST = 4;

  @Override
  public String id() {
    return "spelling:1";
  }

  @Override
  public int dimension() {
    return DIMENSION;
  }

  @Override
  public float[][] encode(List<String> texts) {
    Texts.requireNoNull(texts);
    return texts.stream().map(SpellingEncoder::encode).toArray(float[][]::new);
  }

  private static float[] encode(String text) {
    String padded = " " + Texts.cleaned(text).toLowerCase(Locale.ROOT) + " ";
    float[] counts = new float[DIMENSION];
    for (int length = SHORTEST; length <= LONGEST; length++) {
      for (int from = 0; from + length <= padded.length(); from++) {
        int hash = padded.substring(from, from + length).hashCode() * 0x9E3779B9;
        counts[hash >>> 19]++;
      }
    }
    for (int i = 0; i < DIMENSION; i++) {
      counts[i] = (float) Math.sqrt(counts[i]);
    }
    return counts;
  }
}
