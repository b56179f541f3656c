package io.github.twinstream.model;

/** {@link DualMlp} keeps what every network promises. */
class DualMlpTest extends NetworkContract {
  @Override
  NetworkSpec defaults() {
    return DualMlp.DEFAULT;
  }

  @Override
  NetworkSpec small() {
    return DualMlp.DEFAULT.embeddingDim(4).streams(MlpSpec.of(8).batchNorm(true), MlpSpec.of(6, 4));
  }
}
