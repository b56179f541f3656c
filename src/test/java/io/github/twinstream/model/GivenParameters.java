package io.github.twinstream.model;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/** Parameters of given values, for tests of other packages. */
public final class GivenParameters {
  private GivenParameters() {}

  /** A table of rows of two numbers, and a vector. */
  public static Parameters of(NDManager manager, float[] table, float[] vector) {
    Parameters parameters = new Parameters(manager, 1);
    parameters.add("embedding.table", table, new Shape(table.length / 2, 2), true);
    parameters.add("fc.weight", vector, new Shape(1, vector.length), false);
    return parameters;
  }
}
