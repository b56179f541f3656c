package io.github.twinstream.model;

import java.util.List;

/** {@link Dhen} keeps what every network promises. */
class DhenTest extends NetworkContract {
  @Override
  NetworkSpec defaults() {
    return Dhen.DEFAULT;
  }

  @Override
  NetworkSpec small() {
    return new Dhen(
        4,
        2,
        List.of(Dhen.Module.values()),
        Dhen.Ensemble.WEIGHTED_SUM,
        3,
        2,
        0,
        MlpSpec.of(8),
        0.001);
  }
}
