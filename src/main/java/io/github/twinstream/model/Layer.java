package io.github.twinstream.model;

import ai.djl.ndarray.NDArray;

/** One step of a block: (rows, in) to (rows, out). */
@FunctionalInterface
interface Layer {
  NDArray forward(NDArray x, Pass pass);
}
