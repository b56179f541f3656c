package io.github.twinstream.evaluate;

/** A metric on certain rows: its value, and its value had other users been drawn. */
public interface Measurement {
  /** The value, every user counted once; NaN when it is undefined. */
  double value();

  /**
   * The value with user u counted {@code times[u]} times; NaN when it is undefined. May be called
   * from several threads at once.
   *
   * @param times one count for each group of the rows
   */
  double resampled(int[] times);

  /**
   * The expected value of scores that know nothing of these rows; NaN when the value is undefined.
   */
  double chance();

  /**
   * The value of the best scores there can be on these rows, such as the best order; NaN when the
   * value is undefined or nothing says which scores are best.
   */
  double ceiling();

  /**
   * Each user's first-order share in the value: with user u counted t_u times the value is about
   * {@code value + Σ (t_u − 1) · contributions[u]}. What paired tests are made of.
   *
   * @return one number for each group, NaN for a user that does not count; empty when the value is
   *     no smooth function of the users
   */
  double[] contributions();

  /** How many rows count. */
  long rows();

  /** How many users count. */
  int users();

  /** Why the value is undefined, in words; empty when it is defined. */
  String undefined();
}
