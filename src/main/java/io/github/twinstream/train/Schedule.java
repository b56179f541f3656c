package io.github.twinstream.train;

import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.Messages;

/**
 * How the learning rate goes from step to step, as a share of the rate that {@link
 * TrainOptions#learningRate} says. The cuts of {@link TrainOptions#reduceRate}, which follow the
 * validation part, come on top.
 *
 * @param warmUp steps over which the rate rises in a straight line, the first included; 0 for none
 * @param cosine whether it falls along half a cosine behind the warm-up, until the last epoch's end
 * @param least the share that the cosine ends at, from 0 to 1
 */
public record Schedule(int warmUp, boolean cosine, double least) {
  /** The same rate throughout. */
  public static final Schedule CONSTANT = new Schedule(0, false, 0);

  /** Checks the ranges. */
  public Schedule {
    if (warmUp < 0) {
      throw new ConfigException(Messages.outOfRange("warmUp", warmUp, "at least 0"));
    }
    if (!(least >= 0 && least <= 1)) {
      throw new ConfigException(Messages.outOfRange("least", least, "from 0 to 1"));
    }
  }

  /** Falls along half a cosine to 0 at the last epoch's end (arXiv 1608.03983, one cycle). */
  public static Schedule cosineDecay() {
    return new Schedule(0, true, 0);
  }

  /** Rises over so many steps first, e.g. {@code Schedule.cosineDecay().after(100)}. */
  public Schedule after(int steps) {
    return new Schedule(steps, cosine, least);
  }

  /** Ends the cosine at this share of the rate. */
  public Schedule downTo(double share) {
    return new Schedule(warmUp, cosine, share);
  }

  /**
   * The share of the learning rate that a step takes.
   *
   * @param step from 0
   * @param total all steps of all epochs
   */
  double share(long step, long total) {
    if (step < warmUp) {
      return (step + 1.0) / warmUp;
    }
    if (!cosine || total <= warmUp) {
      return 1;
    }
    double done = Math.min(1, (step - warmUp) / (double) (total - warmUp));
    return least + (1 - least) * (1 + Math.cos(Math.PI * done)) / 2;
  }
}
