package io.github.twinstream.error;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Builds the recurring sentences of error messages. */
public final class Messages {
  private static final int LISTED = 12;

  private Messages() {}

  /**
   * Says that a name is not among those that exist, lists them and proposes the nearest, e.g.
   * {@code no column 'Agee': there are 'Age', 'Location'; did you mean 'Age'?}
   *
   * @param kind what the name should denote, such as {@code column}
   * @param given the name that was given
   * @param existing the names that exist, in the order in which they are listed (12 at most)
   */
  public static String unknown(String kind, String given, Collection<String> existing) {
    String known =
        existing.isEmpty()
            ? "there are none"
            : "there are "
                + existing.stream()
                    .limit(LISTED)
                    .map(Messages::quote)
                    .collect(Collectors.joining(", "))
                + (existing.size() > LISTED ? " and " + (existing.size() - LISTED) + " more" : "");
    String hint = nearest(given, existing).map(n -> "; did you mean " + quote(n) + "?").orElse("");
    return "no " + kind + " " + quote(given) + ": " + known + hint;
  }

  /**
   * Says that an option's value is outside what is allowed, e.g. {@code epochs is 0: it must be at
   * least 1}.
   *
   * @param option the option's name
   * @param given the value that was given
   * @param allowed what is allowed, such as {@code at least 1}
   */
  public static String outOfRange(String option, Object given, String allowed) {
    return option + " is " + given + ": it must be " + allowed;
  }

  /** The name nearest to {@code given} by edit distance, if one is near enough to be a slip. */
  public static Optional<String> nearest(String given, Collection<String> names) {
    String wanted = given.toLowerCase(Locale.ROOT);
    int limit = Math.max(2, wanted.length() / 3);
    return List.copyOf(names).stream()
        .min(Comparator.comparingInt(n -> distance(wanted, n.toLowerCase(Locale.ROOT))))
        .filter(n -> distance(wanted, n.toLowerCase(Locale.ROOT)) <= limit);
  }

  /** The value in single quotes, shortened in the middle beyond 80 characters. */
  public static String quote(String value) {
    if (value == null) {
      return "null";
    }
    String shown =
        value.length() <= 80
            ? value
            : value.substring(0, 60) + "…" + value.substring(value.length() - 15);
    return "'" + shown.replace("\n", "\\n").replace("\r", "\\r") + "'";
  }

  private static int distance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    int[] current = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(change, 1 + Math.min(previous[j], current[j - 1]));
      }
      int[] swap = previous;
      previous = current;
      current = swap;
    }
    return previous[b.length()];
  }
}
