package io.github.twinstream.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.github.twinstream.archive.Tensor;
import io.github.twinstream.error.DataException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The tensors of a network: parameters, which are learned, and buffers, which are not. All live in
 * one manager and are freed with it. Drawn on the Java side, so a seed gives the same numbers on
 * every device.
 */
public final class Parameters implements AutoCloseable {
  /**
   * A learned tensor.
   *
   * @param name its name in this network
   * @param value the tensor; its gradient is attached
   * @param embedding whether the embedding regulariser applies to it rather than the net's
   */
  public record Parameter(String name, NDArray value, boolean embedding) {}

  /** A part of a parameter under the reference's name: {@code size} values from {@code start}. */
  public record View(String parameter, int start, int size) {}

  private final NDManager manager;
  private final SplittableRandom random;
  private final DataType type;
  private final Map<String, Parameter> parameters = new LinkedHashMap<>();
  private final Map<String, NDArray> buffers = new LinkedHashMap<>();
  private final Map<String, View> views = new LinkedHashMap<>();
  private long room = Long.MAX_VALUE;

  /**
   * @param manager owns the tensors; closed with this
   * @param seed of the initial values
   */
  public Parameters(NDManager manager, long seed) {
    this(manager, seed, DataType.FLOAT32);
  }

  /** Parameters of another precision: float64, to check gradients. */
  Parameters(NDManager manager, long seed, DataType type) {
    this.manager = manager;
    this.random = new SplittableRandom(seed);
    this.type = type;
  }

  /**
   * Refuses to make more than so many values in all, before any memory is taken for them: settings
   * that were read from a file may ask for more than there is.
   */
  public Parameters atMost(long values) {
    room = values;
    return this;
  }

  /**
   * An array for a tensor of this shape.
   *
   * @throws DataException if there are to be no more values
   */
  float[] values(Shape shape) {
    long size = 1;
    for (long length : shape.getShape()) {
      if (length < 0 || length > room || size * length > room) {
        throw new DataException(
            "the settings ask for a tensor of the shape "
                + shape
                + ", which is more than the tensors that are there");
      }
      size *= length;
    }
    room -= size;
    return new float[Math.toIntExact(size)];
  }

  /** The type of all tensors. */
  DataType type() {
    return type;
  }

  /** Where the tensors live. */
  public NDManager manager() {
    return manager;
  }

  /** A parameter with normal values of this spread. */
  NDArray normal(String name, double deviation, Shape shape) {
    float[] values = values(shape);
    fillNormal(values, 0, values.length, deviation);
    return add(name, values, shape, false);
  }

  /** A Xavier-normal matrix (out, in): deviation √(2 / (in + out)). */
  NDArray xavier(String name, int out, int in) {
    return normal(name, Math.sqrt(2.0 / (in + out)), new Shape(out, in));
  }

  /** A parameter of one value throughout. */
  NDArray constant(String name, float value, Shape shape) {
    float[] values = values(shape);
    java.util.Arrays.fill(values, value);
    return add(name, values, shape, false);
  }

  /** A parameter with these values. */
  NDArray add(String name, float[] values, Shape shape, boolean embedding) {
    NDArray array = tensor(values, shape);
    array.setRequiresGradient(true);
    parameters.put(name, new Parameter(name, array, embedding));
    if (!embedding) {
      views.put(name, new View(name, 0, values.length));
    }
    return array;
  }

  /**
   * One parameter that the reference keeps as several of the same size, one behind the other.
   *
   * @param names the reference's names
   */
  NDArray joined(String name, List<String> names, float[] values, Shape shape) {
    NDArray array = add(name, values, shape, false);
    views.remove(name);
    int size = values.length / names.size();
    for (int i = 0; i < names.size(); i++) {
      views.put(names.get(i), new View(name, i * size, size));
    }
    return array;
  }

  /** As {@link #joined(String, List, float[], Shape)} with normal values of this spread. */
  NDArray joined(String name, List<String> names, double deviation, Shape shape) {
    float[] values = values(shape);
    fillNormal(values, 0, values.length, deviation);
    return joined(name, names, values, shape);
  }

  /** As {@link #joined(String, List, float[], Shape)} with one value throughout. */
  NDArray joinedConstant(String name, List<String> names, float value, Shape shape) {
    float[] values = values(shape);
    java.util.Arrays.fill(values, value);
    return joined(name, names, values, shape);
  }

  private NDArray tensor(float[] values, Shape shape) {
    NDArray array = manager.create(values, shape);
    if (type == DataType.FLOAT32) {
      return array;
    }
    try (array) {
      return array.toType(type, true);
    }
  }

  /** A tensor that is kept and saved but not learned. */
  NDArray buffer(String name, float value, Shape shape) {
    float[] values = values(shape);
    java.util.Arrays.fill(values, value);
    NDArray array = tensor(values, shape);
    buffers.put(name, array);
    return array;
  }

  void fillNormal(float[] values, int from, int to, double deviation) {
    for (int i = from; i < to; i++) {
      values[i] = (float) (deviation * gaussian());
    }
  }

  void view(String name, View view) {
    views.put(name, view);
  }

  /** The learned tensors in the order in which they were made. */
  public List<Parameter> learned() {
    return new ArrayList<>(parameters.values());
  }

  /** The buffers by name. */
  public Map<String, NDArray> buffers() {
    return new LinkedHashMap<>(buffers);
  }

  /** The parameters' parts by the reference implementation's names. */
  public Map<String, View> views() {
    return new LinkedHashMap<>(views);
  }

  /** How many numbers are learned. */
  public long count() {
    return parameters.values().stream().mapToLong(p -> p.value().size()).sum();
  }

  /** A copy of all values, buffers included. */
  public Map<String, float[]> snapshot() {
    Map<String, float[]> copy = new LinkedHashMap<>();
    parameters.forEach((name, p) -> copy.put(name, p.value().toFloatArray()));
    buffers.forEach((name, b) -> copy.put(name, b.toFloatArray()));
    return copy;
  }

  /** A copy of all values with their names and shapes, buffers included. */
  public List<Tensor> tensors() {
    List<Tensor> tensors = new ArrayList<>();
    parameters.forEach((name, p) -> tensors.add(tensor(name, p.value())));
    buffers.forEach((name, b) -> tensors.add(tensor(name, b)));
    return tensors;
  }

  private static Tensor tensor(String name, NDArray array) {
    return Tensor.of(name, array.getShape().getShape(), array.toFloatArray());
  }

  /**
   * Forgets the gradients, so that the next backward pass leaves its own tensors as gradients
   * instead of adding them to zeros: that saves three passes over them. Each parameter becomes a
   * new leaf of the engine's graph on the same memory.
   */
  public void forgetGradients() {
    for (Parameter parameter : parameters.values()) {
      NDArray leaf = parameter.value().stopGradient();
      leaf.setRequiresGradient(true);
      parameter.value().intern(leaf);
    }
  }

  /** Puts a snapshot's values back. */
  public void restore(Map<String, float[]> snapshot) {
    parameters.forEach((name, p) -> write(snapshot.get(name), p.value()));
    buffers.forEach((name, b) -> write(snapshot.get(name), b));
  }

  /**
   * Into the tensor's own memory: DJL's way gives it other memory, and PyTorch warns of that way.
   */
  private void write(float[] values, NDArray into) {
    if (type == DataType.FLOAT32 && !manager.getDevice().isGpu()) {
      into.toByteBuffer(true).order(ByteOrder.nativeOrder()).asFloatBuffer().put(values);
    } else {
      into.set(values);
    }
  }

  @Override
  public void close() {
    manager.close();
  }

  /** Marsaglia's polar method; the second value of each pair is dropped for simplicity. */
  private double gaussian() {
    while (true) {
      double u = 2 * random.nextDouble() - 1;
      double v = 2 * random.nextDouble() - 1;
      double s = u * u + v * v;
      if (s > 0 && s < 1) {
        return u * Math.sqrt(-2 * Math.log(s) / s);
      }
    }
  }
}
