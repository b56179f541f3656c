package io.github.twinstream.model;

/** {@link WideDeep} keeps what every network promises. */
class WideDeepTest extends NetworkContract {
  @Override
  NetworkSpec defaults() {
    return WideDeep.DEFAULT;
  }

  @Override
  NetworkSpec small() {
    return WideDeep.DEFAULT.embeddingDim(4).dnn(MlpSpec.of(8));
  }
}
