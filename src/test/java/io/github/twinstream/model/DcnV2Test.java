package io.github.twinstream.model;

/** {@link DcnV2} keeps what every network promises. */
class DcnV2Test extends NetworkContract {
  @Override
  NetworkSpec defaults() {
    return DcnV2.DEFAULT;
  }

  @Override
  NetworkSpec small() {
    return DcnV2.DEFAULT
        .embeddingDim(4)
        .crossLayers(2)
        .mixture(2, 3)
        .structure(DcnV2.Structure.STACKED_PARALLEL)
        .perceptrons(MlpSpec.of(8), MlpSpec.of(6));
  }
}
