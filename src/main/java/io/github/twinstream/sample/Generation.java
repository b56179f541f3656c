package io.github.twinstream.sample;

/** How old readers are, and how they rate the subjects in the order of {@link Subject}. */
enum Generation {
  YOUNG(11, 24, -0.6, 0.4, -1.0, -1.2, 1.4, 1.0, -0.4, 0.4),
  MIDDLE(25, 49, 0.8, 0.3, 0.6, -0.3, -0.2, 0.0, 0.3, -1.2),
  OLD(50, 84, 0.4, -0.7, 0.6, 1.4, -1.3, -1.0, 0.4, 0.2);

  final int youngest;
  final int oldest;
  private final double[] tastes;

  Generation(int youngest, int oldest, double... tastes) {
    this.youngest = youngest;
    this.oldest = oldest;
    this.tastes = tastes;
  }

  double taste(Subject subject) {
    return tastes[subject.ordinal()];
  }
}
