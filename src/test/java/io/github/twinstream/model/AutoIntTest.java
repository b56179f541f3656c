package io.github.twinstream.model;

/** {@link AutoInt} keeps what every network promises. */
class AutoIntTest extends NetworkContract {
  @Override
  NetworkSpec defaults() {
    return AutoInt.DEFAULT;
  }

  @Override
  NetworkSpec small() {
    return new AutoInt(4, 2, 6, 2, true, true, true, 0, MlpSpec.of(8).batchNorm(true), true, 0.001);
  }
}
