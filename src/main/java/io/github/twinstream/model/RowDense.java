package io.github.twinstream.model;

import java.util.function.DoubleUnaryOperator;

/**
 * A linear layer, a normalisation folded into it, and an activation, for one row. The weight is
 * kept input by input, so that an input of 0, such as a ReLU's, costs nothing, and so that the
 * compiler turns the sums into vector instructions.
 */
final class RowDense {
  private final float[] weight;
  private final float[] bias;
  private final Activation activation;

  /**
   * @param weight input by input: {@code inputs × units}
   */
  private RowDense(float[] weight, float[] bias, Activation activation) {
    this.weight = weight;
    this.bias = bias;
    this.activation = activation;
  }

  /**
   * @param weight unit by unit: {@code units × inputs}
   * @param scale what each unit is multiplied with
   * @param shift what is added to each unit afterwards
   */
  static RowDense of(
      float[] weight, float[] bias, float[] scale, float[] shift, Activation activation) {
    int units = bias.length;
    int inputs = weight.length / units;
    float[] turned = new float[weight.length];
    float[] moved = new float[units];
    for (int u = 0; u < units; u++) {
      for (int i = 0; i < inputs; i++) {
        turned[i * units + u] = weight[u * inputs + i] * scale[u];
      }
      moved[u] = bias[u] * scale[u] + shift[u];
    }
    return new RowDense(turned, moved, activation);
  }

  /** Whether this class can do it for one row. */
  static boolean knows(Activation activation) {
    return switch (activation) {
      case RELU, SIGMOID, TANH, LEAKY_RELU, SILU, NONE -> true;
      default -> false;
    };
  }

  int units() {
    return bias.length;
  }

  float[] forward(float[] x) {
    int units = bias.length;
    float[] y = bias.clone();
    int[] present = new int[x.length];
    int count = 0;
    for (int i = 0; i < x.length; i++) {
      present[count] = i;
      count += x[i] == 0 ? 0 : 1;
    }
    int whole = count - count % 4;
    for (int k = 0; k < whole; k += 4) {
      addFour(x, present, k, y, units);
    }
    for (int k = whole; k < count; k++) {
      float value = x[present[k]];
      int at = present[k] * units;
      for (int u = 0; u < units; u++) {
        y[u] += value * weight[at + u];
      }
    }
    activate(y);
    return y;
  }

  private void addFour(float[] x, int[] present, int k, float[] y, int units) {
    float x0 = x[present[k]];
    float x1 = x[present[k + 1]];
    float x2 = x[present[k + 2]];
    float x3 = x[present[k + 3]];
    int a0 = present[k] * units;
    int a1 = present[k + 1] * units;
    int a2 = present[k + 2] * units;
    int a3 = present[k + 3] * units;
    float[] w = weight;
    for (int u = 0; u < units; u++) {
      y[u] += x0 * w[a0 + u] + x1 * w[a1 + u] + x2 * w[a2 + u] + x3 * w[a3 + u];
    }
  }

  private void activate(float[] y) {
    switch (activation) {
      case RELU -> {
        for (int u = 0; u < y.length; u++) {
          y[u] = Math.max(0, y[u]);
        }
      }
      case SIGMOID -> each(y, RowDense::sigmoid);
      case TANH -> each(y, Math::tanh);
      case LEAKY_RELU -> each(y, v -> v < 0 ? 0.01f * v : v);
      case SILU -> each(y, v -> v * sigmoid(v));
      default -> {
        return;
      }
    }
  }

  private static void each(float[] y, DoubleUnaryOperator function) {
    for (int u = 0; u < y.length; u++) {
      y[u] = (float) function.applyAsDouble(y[u]);
    }
  }

  private static double sigmoid(double v) {
    return 1 / (1 + Math.exp(-v));
  }
}
