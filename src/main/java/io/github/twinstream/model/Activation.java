package io.github.twinstream.model;

import ai.djl.ndarray.NDArray;
import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.Messages;
import java.util.Arrays;
import java.util.Locale;

/** The non-linear functions between layers. */
public enum Activation {
  /** max(0, x). */
  RELU,
  /** 1 / (1 + e⁻ˣ). */
  SIGMOID,
  /** The hyperbolic tangent. */
  TANH,
  /** e^x / Σ e^x over the units. */
  SOFTMAX,
  /** x, or a learned slope (0.1 at first) times x below 0; one slope a unit. */
  PRELU,
  /** Data-adaptive: x · p + α · x · (1 − p), p the sigmoid of the normalised x, α learned. */
  DICE,
  /** x, or 0.01 x below 0. */
  LEAKY_RELU,
  /** x, or eˣ − 1 below 0. */
  ELU,
  /** The self-normalising ELU. */
  SELU,
  /** x · Φ(x). */
  GELU,
  /** x · sigmoid(x). */
  SILU,
  /** x · tanh(ln(1 + eˣ)). */
  MISH,
  /** ln(1 + eˣ). */
  SOFTPLUS,
  /** x / (1 + |x|). */
  SOFTSIGN,
  /** max(0, x), 6 at most. */
  RELU6,
  /** Nothing. */
  NONE;

  /** The activation of this name, as in {@code relu}, {@code LeakyReLU} or {@code leaky_relu}. */
  public static Activation named(String name) {
    String plain = name.toLowerCase(Locale.ROOT).replace("_", "");
    return Arrays.stream(values())
        .filter(a -> a.name().toLowerCase(Locale.ROOT).replace("_", "").equals(plain))
        .findFirst()
        .orElseThrow(
            () ->
                new ConfigException(
                    Messages.unknown(
                        "activation", name, Arrays.stream(values()).map(Enum::name).toList())));
  }

  /** The function for so many units, with its parameters if it has any. */
  Layer layer(String name, int units, Parameters parameters) {
    return switch (this) {
      case PRELU -> {
        NDArray slope =
            parameters.constant(name + ".weight", 0.1f, new ai.djl.ndarray.types.Shape(units));
        yield (x, pass) -> relu(x).sub(relu(x.neg()).mul(slope));
      }
      case DICE -> new Dice(name, units, parameters);
      default -> (x, pass) -> plain(x);
    };
  }

  private NDArray plain(NDArray x) {
    return switch (this) {
      case RELU -> relu(x);
      case SIGMOID -> x.getNDArrayInternal().sigmoid();
      case TANH -> x.getNDArrayInternal().tanh();
      case SOFTMAX -> x.softmax(-1);
      case LEAKY_RELU -> x.getNDArrayInternal().leakyRelu(0.01f);
      case ELU -> x.getNDArrayInternal().elu(1);
      case SELU -> x.getNDArrayInternal().selu();
      case GELU -> x.getNDArrayInternal().gelu();
      case SILU -> x.getNDArrayInternal().swish(1);
      // DJL computes mish with a logarithm to base 2
      case MISH -> x.mul(x.getNDArrayInternal().softPlus().tanh());
      case SOFTPLUS -> x.getNDArrayInternal().softPlus();
      case SOFTSIGN -> x.getNDArrayInternal().softSign();
      case RELU6 -> relu(x).sub(relu(x.sub(6)));
      default -> x;
    };
  }

  private static NDArray relu(NDArray x) {
    return x.getNDArrayInternal().relu();
  }
}
