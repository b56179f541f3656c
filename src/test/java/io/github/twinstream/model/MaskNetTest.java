package io.github.twinstream.model;

/** {@link MaskNet} keeps what every network promises. */
class MaskNetTest extends NetworkContract {
  @Override
  NetworkSpec defaults() {
    return MaskNet.DEFAULT;
  }

  @Override
  NetworkSpec small() {
    return new MaskNet(
        4,
        MlpSpec.of(8),
        2,
        new MlpSpec.Hidden(6, Activation.RELU, 0, false),
        0.5,
        true,
        true,
        0.001);
  }
}
