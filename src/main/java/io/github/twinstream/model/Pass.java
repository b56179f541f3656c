package io.github.twinstream.model;

import ai.djl.ndarray.NDArray;
import java.util.function.BiConsumer;

/**
 * How a forward pass runs.
 *
 * @param training whether dropout drops and batch normalisation uses the batch's own statistics
 * @param listener is told each module's output by the module's name, such as {@code mlp1}
 */
public record Pass(boolean training, BiConsumer<String, NDArray> listener) {
  private static final BiConsumer<String, NDArray> NOBODY = (name, output) -> {};

  /** Gives scores: no dropout, running statistics. */
  public static final Pass SCORING = new Pass(false, NOBODY);

  /** Learns. */
  public static final Pass TRAINING = new Pass(true, NOBODY);

  /** Whether anyone wants the modules' outputs; if not, a network may leave some out. */
  boolean heard() {
    return listener != NOBODY;
  }

  NDArray tell(String name, NDArray output) {
    listener.accept(name, output);
    return output;
  }
}
