package io.github.twinstream.text;

import io.github.twinstream.error.DataException;
import java.util.List;

/** Checks and repairs that texts and vectors need before native code sees them. */
final class Texts {
  private Texts() {}

  /** Throws if a text is {@code null}; says which. */
  static void requireNoNull(List<String> texts) {
    for (int i = 0; i < texts.size(); i++) {
      if (texts.get(i) == null) {
        throw new DataException(
            String.format(
                "text %d of %d is null: leave missing texts out, or encode them as empty text",
                i + 1, texts.size()));
      }
    }
  }

  /** The text with every unpaired surrogate replaced by U+FFFD, which is what UTF-8 can carry. */
  static String wellFormed(String text) {
    StringBuilder repaired = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isSurrogate(c)) {
        continue;
      }
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
        continue;
      }
      if (repaired == null) {
        repaired = new StringBuilder(text);
      }
      repaired.setCharAt(i, '\uFFFD');
    }
    return repaired == null ? text : repaired.toString();
  }

  /** The position of the first NaN or infinity, -1 if there is none. */
  static int firstNotFinite(float[] vector) {
    for (int i = 0; i < vector.length; i++) {
      if (!Float.isFinite(vector[i])) {
        return i;
      }
    }
    return -1;
  }
}
