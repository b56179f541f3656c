package io.github.twinstream.model;

/** {@link DeepFm} keeps what every network promises. */
class DeepFmTest extends NetworkContract {
  @Override
  NetworkSpec defaults() {
    return DeepFm.DEFAULT;
  }

  @Override
  NetworkSpec small() {
    return DeepFm.DEFAULT.embeddingDim(4).dnn(MlpSpec.of(8));
  }
}
