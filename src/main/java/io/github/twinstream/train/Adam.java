package io.github.twinstream.train;

/** Adam's numbers (arXiv 1412.6980), as in the reference. */
final class Adam {
  static final double BETA1 = 0.9;
  static final double BETA2 = 0.999;
  static final float EPSILON = 1e-8f;

  private Adam() {}
}
