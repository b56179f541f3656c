package io.github.twinstream.table;

/**
 * Counts the letters beyond ASCII that are whole UTF-8 sequences, and the bytes beyond ASCII that
 * belong to none: a file with both was put together from parts of different encodings.
 */
final class EncodingMix {
  private int wanted;
  private long sequences;
  private long strays;

  void feed(byte[] bytes, int length) {
    for (int i = 0; i < length; i++) {
      int b = bytes[i] & 0xFF;
      if (wanted > 0 && (b & 0xC0) == 0x80) {
        wanted--;
        sequences += wanted == 0 ? 1 : 0;
        continue;
      }
      strays += wanted > 0 ? 1 : 0;
      wanted = b < 0x80 ? 0 : following(b);
      strays += b >= 0x80 && wanted == 0 ? 1 : 0;
    }
  }

  private static int following(int lead) {
    if (lead >= 0xC2 && lead <= 0xDF) {
      return 1;
    }
    if (lead >= 0xE0 && lead <= 0xEF) {
      return 2;
    }
    return lead >= 0xF0 && lead <= 0xF4 ? 3 : 0;
  }

  /** How many letters are UTF-8. */
  long sequences() {
    return sequences;
  }

  /** How many bytes are not. */
  long strays() {
    return strays + (wanted > 0 ? 1 : 0);
  }
}
