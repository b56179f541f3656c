package io.github.twinstream.model;

import java.util.function.DoubleUnaryOperator;

/**
 * A linear layer, a normalisation folded into it, and an activation, for one row. The weight is
 * kept input by input, so that an input of 0, such as a ReLU's, costs nothing. Each input has an
 * array of its own: the compiler turns sums over whole arrays into vector instructions, but not
 * those over parts of one array.
 */
final class RowDense {
  private final float[][] weight;
  private final float[] bias;
  private final Activation activation;

  /**
   * @param weight input by input: {@code inputs × units}
   */
  private RowDense(float[][] weight, float[] bias, Activation activation) {
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
    float[][] turned = new float[inputs][units];
    float[] moved = new float[units];
    for (int u = 0; u < units; u++) {
      for (int i = 0; i < inputs; i++) {
        turned[i][u] = weight[u * inputs + i] * scale[u];
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

  /** One input's weights; not a copy. */
  float[] weights(int input) {
    return weight[input];
  }

  /** The weights times these numbers, which stand for inputs from this one on. */
  float[] product(float[] x, int from) {
    float[] y = new float[bias.length];
    for (int i = 0; i < x.length; i++) {
      addProduct(x[i], weight[from + i], y);
    }
    return y;
  }

  /** With other inputs. */
  RowDense with(float[][] otherWeight) {
    return new RowDense(otherWeight, bias, activation);
  }

  float[] forward(float[] x) {
    float[] y = bias.clone();
    addProducts(x, weight, y);
    activate(y);
    return y;
  }

  /**
   * y += Σ xᵢ · rowsᵢ, without the i whose xᵢ is 0.
   *
   * @param rows one for each x, each as long as y
   */
  private static void addProducts(float[] x, float[][] rows, float[] y) {
    int[] present = new int[x.length];
    int count = 0;
    for (int i = 0; i < x.length; i++) {
      present[count] = i;
      count += x[i] == 0 ? 0 : 1;
    }
    int whole = count - count % 4;
    for (int k = 0; k < whole; k += 4) {
      int a = present[k];
      int b = present[k + 1];
      int c = present[k + 2];
      int d = present[k + 3];
      addFour(x[a], x[b], x[c], x[d], rows[a], rows[b], rows[c], rows[d], y);
    }
    for (int k = whole; k < count; k++) {
      addProduct(x[present[k]], rows[present[k]], y);
    }
  }

  private static void addFour(
      float x0,
      float x1,
      float x2,
      float x3,
      float[] w0,
      float[] w1,
      float[] w2,
      float[] w3,
      float[] y) {
    for (int u = 0; u < y.length; u++) {
      y[u] += x0 * w0[u] + x1 * w1[u] + x2 * w2[u] + x3 * w3[u];
    }
  }

  /** y += x · w, without reading them where x is 0. */
  static void addProduct(float x, float[] w, float[] y) {
    if (x == 0) {
      return;
    }
    for (int u = 0; u < y.length; u++) {
      y[u] += x * w[u];
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
