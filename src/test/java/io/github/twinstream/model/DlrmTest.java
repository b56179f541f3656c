package io.github.twinstream.model;

/** {@link Dlrm} keeps what every network promises. */
class DlrmTest extends NetworkContract {
  @Override
  NetworkSpec defaults() {
    return Dlrm.DEFAULT;
  }

  @Override
  NetworkSpec small() {
    return Dlrm.DEFAULT.embeddingDim(4).perceptrons(MlpSpec.of(6), MlpSpec.of(8));
  }
}
