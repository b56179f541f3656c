package io.github.twinstream.model;

/** {@link XDeepFm} keeps what every network promises. */
class XDeepFmTest extends NetworkContract {
  @Override
  NetworkSpec defaults() {
    return XDeepFm.DEFAULT;
  }

  @Override
  NetworkSpec small() {
    return XDeepFm.DEFAULT.embeddingDim(4).cin(3, 2).dnn(MlpSpec.of(8));
  }
}
