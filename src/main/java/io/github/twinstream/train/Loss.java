package io.github.twinstream.train;

import ai.djl.ndarray.NDArray;
import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.Messages;
import io.github.twinstream.model.CrossEntropy;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * What training makes small. The first two judge each row by itself and give probabilities; the
 * others compare rows of the same group and give scores that only order the rows of a group, so a
 * log-loss of them says nothing.
 */
public enum Loss {
  /** Binary cross-entropy, the mean over rows: the default. */
  CROSS_ENTROPY,
  /**
   * Focal loss with γ = 2: (1 − p)² times the cross-entropy of the true class at probability p, the
   * mean over rows (arXiv 1708.02002, equation 4). Rows that are right already count less.
   */
  FOCAL,
  /**
   * Bayesian personalised ranking: −ln σ(z⁺ − z⁻), the mean over the positive rows of a batch, each
   * with one negative row of its group drawn at random (arXiv 1205.2618, equation 4).
   */
  BPR,
  /**
   * Listwise softmax: −ln of the softmax over a group's rows, averaged over its positive rows; the
   * mean over groups with a positive row (ListNet's top-one loss of 0/1 labels, Cao et al. 2007).
   */
  SOFTMAX,
  /**
   * LambdaRank: ln(1 + e^−(z⁺ − z⁻)) of each pair of a positive and a negative row of a group,
   * weighted by what their exchange would change in nDCG, summed; the mean over groups with pairs
   * (Burges 2010, section 4.1).
   */
  LAMBDA_RANK;

  /** The loss of this name, such as {@code bpr} or {@code lambdarank}. */
  public static Loss named(String name) {
    String plain = plain(name);
    return Arrays.stream(values())
        .filter(loss -> plain(loss.name()).equals(plain))
        .findFirst()
        .orElseThrow(() -> new ConfigException(Messages.unknown("loss", name, names())));
  }

  private static List<String> names() {
    return Arrays.stream(values()).map(loss -> plain(loss.name())).toList();
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replace("_", "");
  }

  /** Whether it compares rows of a group: then rows must have groups. */
  public boolean grouped() {
    return ordinal() >= BPR.ordinal();
  }

  /**
   * The loss of a batch, a scalar.
   *
   * @param z logits, shape (rows, 1)
   * @param y labels of 0 and 1, of the same shape
   * @param groups the rows' groups, for losses that compare
   * @param random draws BPR's negative rows
   */
  NDArray of(NDArray z, NDArray y, BatchGroups groups, SplittableRandom random) {
    return switch (this) {
      case CROSS_ENTROPY -> CrossEntropy.mean(z, y);
      case FOCAL -> focal(z, y);
      case BPR -> groups.pairwise(z, random);
      case SOFTMAX -> groups.softmax(z);
      case LAMBDA_RANK -> groups.lambda(z);
    };
  }

  /** With p the probability of the true class: 1 − p is σ of the logit turned against it. */
  private static NDArray focal(NDArray z, NDArray y) {
    NDArray against = z.mul(y.mul(-2).add(1)).getNDArrayInternal().sigmoid();
    return against.mul(against).mul(CrossEntropy.each(z, y)).mean();
  }
}
