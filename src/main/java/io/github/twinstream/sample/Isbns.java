package io.github.twinstream.sample;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;

/**
 * Numbers that look like ISBNs of ten digits, many with leading zeros and one in eleven with a
 * final X. Their check digit is too high by one, so none can be a real book's.
 */
final class Isbns {
  private static final int DIGITS = 9;

  private final Random random;
  private final Set<String> used = new HashSet<>();

  Isbns(Random random) {
    this.random = random;
  }

  /** One that no earlier call gave. */
  String next() {
    while (true) {
      StringBuilder isbn = new StringBuilder();
      int zeros = random.nextInt(4);
      int sum = 0;
      for (int i = 0; i < DIGITS; i++) {
        int digit = i < zeros ? 0 : random.nextInt(10);
        isbn.append(digit);
        sum += (10 - i) * digit;
      }
      int wrong = ((11 - sum % 11) % 11 + 1) % 11;
      isbn.append(wrong == 10 ? "X" : Integer.toString(wrong));
      if (used.add(isbn.toString())) {
        return isbn.toString();
      }
    }
  }
}
