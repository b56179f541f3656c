package io.github.twinstream.config;

import io.github.twinstream.train.Regularizer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** FuxiCTR's training settings. */
public final class FuxiTraining {
  private static final Pattern PENALTY =
      Pattern.compile("\\s*(l1_l2|l1|l2)\\s*\\(\\s*([^,)]+?)\\s*(?:,\\s*([^)]+?)\\s*)?\\)\\s*");

  private FuxiTraining() {}

  /**
   * The penalty of this key: a number with a point is an L2 factor, {@code l1(x)}, {@code l2(x)}
   * and {@code l1_l2(x,y)} say so themselves. As in FuxiCTR a whole number is no penalty at all,
   * and the settings get a warning that says so.
   */
  public static Regularizer regularizer(Settings settings, String key) {
    Object value = settings.value(key, null);
    if (value == null) {
      return Regularizer.NONE;
    }
    if (value instanceof Integer number) {
      if (number != 0) {
        settings.warn(
            key,
            key
                + " is the whole number "
                + number
                + ": FuxiCTR ignores it, and so does this run; write "
                + number
                + ".0 for an L2 factor");
      }
      return Regularizer.NONE;
    }
    if (value instanceof Number number) {
      return Regularizer.l2(number.doubleValue());
    }
    Matcher parts = PENALTY.matcher(value.toString());
    if (!parts.matches() || parts.group(1).equals("l1_l2") != (parts.group(3) != null)) {
      throw settings.wrong(key, value, "a number with a point, l1(x), l2(x) or l1_l2(x,y)");
    }
    try {
      double first = Double.parseDouble(parts.group(2));
      return switch (parts.group(1)) {
        case "l1" -> new Regularizer(first, 0);
        case "l2" -> Regularizer.l2(first);
        default -> new Regularizer(first, Double.parseDouble(parts.group(3)));
      };
    } catch (NumberFormatException e) {
      throw settings.wrong(key, value, "a number with a point, l1(x), l2(x) or l1_l2(x,y)");
    }
  }
}
