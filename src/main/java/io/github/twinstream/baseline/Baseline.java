package io.github.twinstream.baseline;

import io.github.twinstream.model.Contender;

/** The settings of a baseline, immutable; a record, so that they can be kept as JSON. */
public interface Baseline extends Contender {
  /** Whether it is a rule of counts and means, which every learned model must beat. */
  boolean simple();

  /**
   * Fits it on the training rows.
   *
   * @param rows what it may look at
   * @param seed the seed of whatever is random
   * @throws io.github.twinstream.error.ConfigException if it needs a column that is not named, or a
   *     library that cannot be had
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  FittedBaseline fit(LearningRows rows, long seed);
}
