package io.github.twinstream.text;

import io.github.twinstream.error.DataException;
import java.text.Normalizer;
import java.util.List;
import org.apache.commons.text.StringEscapeUtils;

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

  /**
   * The text as encoders of many languages read it: HTML entities decoded (once: {@code &amp;lt;}
   * becomes {@code &lt;}), unpaired surrogates replaced, composed characters (NFC).
   */
  static String cleaned(String text) {
    String whole = wellFormed(text.indexOf('&') < 0 ? text : decoded(text));
    return isComposed(whole) ? whole : Normalizer.normalize(whole, Normalizer.Form.NFC);
  }

  /** Whether it is in NFC; below U+0300, where combining characters begin, all texts are. */
  private static boolean isComposed(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= '\u0300') {
        return Normalizer.isNormalized(text, Normalizer.Form.NFC);
      }
    }
    return true;
  }

  private static String decoded(String text) {
    try {
      return StringEscapeUtils.unescapeHtml4(text);
    } catch (IllegalArgumentException e) {
      return text; // a number beyond Unicode, such as &#1114112;, is no entity
    }
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
