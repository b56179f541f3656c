package io.github.twinstream.text;

/** Arithmetic on vectors. */
final class Vectors {
  private Vectors() {}

  /** The sum of the products, in four sums side by side that are added in a fixed order. */
  static double dot(float[] a, float[] b) {
    double sum0 = 0;
    double sum1 = 0;
    double sum2 = 0;
    double sum3 = 0;
    int i = 0;
    for (; i + 3 < a.length; i += 4) {
      sum0 += (double) a[i] * b[i];
      sum1 += (double) a[i + 1] * b[i + 1];
      sum2 += (double) a[i + 2] * b[i + 2];
      sum3 += (double) a[i + 3] * b[i + 3];
    }
    for (; i < a.length; i++) {
      sum0 += (double) a[i] * b[i];
    }
    return sum0 + sum1 + (sum2 + sum3);
  }

  /** The vector scaled to length 1, a copy; zeros stay zeros. */
  static float[] unit(float[] vector) {
    double length = Math.sqrt(dot(vector, vector));
    float scale = length > 0 ? (float) (1 / length) : 0;
    float[] unit = new float[vector.length];
    for (int i = 0; i < unit.length; i++) {
      unit[i] = vector[i] * scale;
    }
    return unit;
  }
}
