package io.github.twinstream.model;

import ai.djl.ndarray.NDArray;
import io.github.twinstream.archive.Tensor;
import io.github.twinstream.error.DataException;
import io.github.twinstream.error.Messages;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts tensors that were kept into a network that was built for them. */
public final class StoredTensors {
  private StoredTensors() {}

  /**
   * Sets all parameters and buffers.
   *
   * @param tensors one for each of them
   * @throws DataException if a tensor is missing, left over, or of another shape than the network's
   */
  public static void restore(List<Tensor> tensors, Parameters parameters) {
    Map<String, NDArray> wanted = new LinkedHashMap<>();
    parameters.learned().forEach(p -> wanted.put(p.name(), p.value()));
    wanted.putAll(parameters.buffers());
    Map<String, float[]> values = new LinkedHashMap<>();
    for (Tensor tensor : tensors) {
      NDArray target = wanted.get(tensor.name());
      if (target == null) {
        throw new DataException(Messages.unknown("tensor", tensor.name(), wanted.keySet()));
      }
      List<Long> shape = Arrays.stream(target.getShape().getShape()).boxed().toList();
      if (!shape.equals(tensor.shape()) || values.put(tensor.name(), tensor.values()) != null) {
        throw new DataException(
            "tensor "
                + Messages.quote(tensor.name())
                + " has the shape "
                + tensor.shape()
                + " or comes twice: the network's has "
                + shape);
      }
    }
    for (String name : wanted.keySet()) {
      if (!values.containsKey(name)) {
        throw new DataException("tensor " + Messages.quote(name) + " is missing");
      }
    }
    parameters.restore(values);
  }
}
