package io.github.twinstream.model;

import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The hidden layers of a block, each with its own options.
 *
 * @param layers the layers from input to output
 */
public record MlpSpec(List<Hidden> layers) {
  /**
   * One hidden layer: linear, batch normalisation if on, activation, dropout.
   *
   * @param units its width, at least 1
   * @param activation the function behind it
   * @param dropout the share of units dropped in training, 0 to below 1
   * @param batchNorm whether it is normalised before the activation
   */
  public record Hidden(int units, Activation activation, double dropout, boolean batchNorm) {
    /** Checks the ranges. */
    public Hidden {
      if (units < 1) {
        throw new ConfigException(Messages.outOfRange("hidden units", units, "at least 1"));
      }
      if (!(dropout >= 0 && dropout < 1)) {
        throw new ConfigException(Messages.outOfRange("dropout", dropout, "from 0 to below 1"));
      }
    }
  }

  /** Copies the list. */
  public MlpSpec {
    layers = List.copyOf(layers);
  }

  /** Layers of these widths with ReLU, no dropout, no batch normalisation. */
  public static MlpSpec of(int... units) {
    List<Hidden> layers = new ArrayList<>();
    for (int width : units) {
      layers.add(new Hidden(width, Activation.RELU, 0, false));
    }
    return new MlpSpec(layers);
  }

  /** With these activations: one for all layers, or one a layer. */
  public MlpSpec activations(Activation... each) {
    return each(
        "activations",
        each.length,
        (i, h) -> new Hidden(h.units(), each[i], h.dropout(), h.batchNorm()));
  }

  /** With these shares dropped: one for all layers, or one a layer. */
  public MlpSpec dropout(double... each) {
    return each(
        "dropout",
        each.length,
        (i, h) -> new Hidden(h.units(), h.activation(), each[i], h.batchNorm()));
  }

  /** With batch normalisation on or off: one for all layers, or one a layer. */
  public MlpSpec batchNorm(boolean... each) {
    return each(
        "batchNorm",
        each.length,
        (i, h) -> new Hidden(h.units(), h.activation(), h.dropout(), each[i]));
  }

  /** The width of the last layer. */
  public int width() {
    return layers.get(layers.size() - 1).units();
  }

  private MlpSpec each(String option, int given, Change change) {
    if (given != 1 && given != layers.size()) {
      throw new ConfigException(
          Messages.outOfRange(
              option + " count", given, "1 or " + layers.size() + ", one for each layer"));
    }
    List<Hidden> changed = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      changed.add(change.apply(given == 1 ? 0 : i, layers.get(i)));
    }
    return new MlpSpec(changed);
  }

  private interface Change {
    Hidden apply(int option, Hidden layer);
  }

  @Override
  public String toString() {
    return layers.stream()
        .map(
            h ->
                h.units()
                    + (h.activation() == Activation.RELU ? "" : " " + h.activation())
                    + (h.dropout() > 0 ? " dropout " + h.dropout() : "")
                    + (h.batchNorm() ? " BN" : ""))
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
