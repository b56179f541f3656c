package io.github.twinstream.archive;

import java.util.Arrays;
import java.util.List;

/**
 * A named array of floats.
 *
 * @param name its name
 * @param shape its sizes; their product is the number of values
 * @param values row by row
 */
public record Tensor(String name, List<Long> shape, float[] values) {
  /** Copies the shape, not the values. */
  public Tensor {
    shape = List.copyOf(shape);
  }

  /** A tensor of this shape. */
  public static Tensor of(String name, long[] shape, float[] values) {
    return new Tensor(name, Arrays.stream(shape).boxed().toList(), values);
  }
}
