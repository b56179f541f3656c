package io.github.twinstream.text;

/** Arithmetic on vectors. */
final class Vectors {
  private Vectors() {}

  static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
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
