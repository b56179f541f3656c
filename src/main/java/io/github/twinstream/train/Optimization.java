package io.github.twinstream.train;

import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.Messages;
import java.util.Arrays;
import java.util.Locale;

/**
 * The rule by which parameters move.
 *
 * @param rule the rule
 * @param weightDecay AdamW's share of each weight that is taken away a step, times the rate; 0 for
 *     the other rules
 * @param momentum SGD's share of the last step that is kept; 0 for the other rules
 */
public record Optimization(Rule rule, double weightDecay, double momentum) {
  /** The rules. */
  public enum Rule {
    /** Adam (arXiv 1412.6980): the default, with the reference's numbers. */
    ADAM,
    /** Adam with decoupled weight decay (arXiv 1711.05101). */
    ADAM_W,
    /** Stochastic gradient descent: v ← μ·v + g, w ← w − rate·v. */
    SGD,
    /** Adagrad (Duchi et al. 2011): w ← w − rate·g / (√Σg² + 1e-10). */
    ADAGRAD,
    /**
     * Adam that moves only the rows of tables that the batch looked up, and penalises only those.
     * For huge tables; its numbers differ from Adam's, which also moves rows by their momentum.
     */
    LAZY_ADAM
  }

  /** Adam. */
  public static final Optimization ADAM = new Optimization(Rule.ADAM, 0, 0);

  /** Checks the ranges. */
  public Optimization {
    if (!(weightDecay >= 0)) {
      throw new ConfigException(Messages.outOfRange("weightDecay", weightDecay, "at least 0"));
    }
    if (!(momentum >= 0 && momentum < 1)) {
      throw new ConfigException(Messages.outOfRange("momentum", momentum, "from 0 to below 1"));
    }
  }

  /** AdamW with this decay. */
  public static Optimization adamW(double weightDecay) {
    return new Optimization(Rule.ADAM_W, weightDecay, 0);
  }

  /** SGD with this momentum. */
  public static Optimization sgd(double momentum) {
    return new Optimization(Rule.SGD, 0, momentum);
  }

  /**
   * The rule of this name with its usual numbers: {@code adam}, {@code adamw} (decay 0.01), {@code
   * sgd} (momentum 0.9), {@code adagrad}, {@code lazyadam}.
   */
  public static Optimization named(String name) {
    String plain = name.toLowerCase(Locale.ROOT).replace("_", "");
    return Arrays.stream(Rule.values())
        .filter(rule -> word(rule).equals(plain))
        .findFirst()
        .map(
            rule ->
                new Optimization(rule, rule == Rule.ADAM_W ? 0.01 : 0, rule == Rule.SGD ? 0.9 : 0))
        .orElseThrow(
            () ->
                new ConfigException(
                    Messages.unknown(
                        "optimizer",
                        name,
                        Arrays.stream(Rule.values()).map(Optimization::word).toList())));
  }

  private static String word(Rule rule) {
    return rule.name().toLowerCase(Locale.ROOT).replace("_", "");
  }
}
