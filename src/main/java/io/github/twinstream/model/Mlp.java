package io.github.twinstream.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A block of linear layers; modules are numbered as in the reference, so parameters are named
 * {@code mlp1.mlp.0.weight}.
 */
final class Mlp {
  private final List<Layer> layers = new ArrayList<>();
  private final List<Step> steps = new ArrayList<>();
  private final String name;
  private int modules;

  /** A linear layer with what stands behind it; {@code norm} is {@code null} without one. */
  private record Step(String linear, String norm, Activation activation) {}

  /** The hidden layers alone: the block ends behind the last one's activation and dropout. */
  Mlp(String name, int inputs, MlpSpec spec, Parameters parameters) {
    this.name = name;
    int width = inputs;
    for (MlpSpec.Hidden hidden : spec.layers()) {
      String linear = linear(width, hidden.units(), parameters);
      width = hidden.units();
      String norm = hidden.batchNorm() ? module() : null;
      if (norm != null) {
        layers.add(BatchNorm.learned(norm, width, parameters));
      }
      steps.add(new Step(linear, norm, hidden.activation()));
      if (hidden.activation() != Activation.NONE) {
        layers.add(hidden.activation().layer(module(), width, parameters));
      }
      if (hidden.dropout() > 0) {
        modules++;
        layers.add((x, pass) -> dropped(x, hidden.dropout(), pass));
      }
    }
  }

  /** The hidden layers and a last linear one to {@code outputs}, with an activation. */
  Mlp(
      String name,
      int inputs,
      MlpSpec spec,
      int outputs,
      Activation activation,
      Parameters parameters) {
    this(name, inputs, spec, parameters);
    String linear = linear(spec.layers().isEmpty() ? inputs : spec.width(), outputs, parameters);
    steps.add(new Step(linear, null, activation));
    layers.add(activation.layer(module(), outputs, parameters));
  }

  NDArray forward(NDArray x, Pass pass) {
    NDArray y = x;
    for (Layer layer : layers) {
      y = layer.forward(y, pass);
    }
    return pass.tell(name, y);
  }

  /**
   * The block over one set's vectors, the first layer by {@link EmbeddingLayer#linear}.
   *
   * @param looked what {@link EmbeddingLayer#lookup(Batch)} gave
   */
  NDArray forward(EmbeddingLayer fields, int set, Batch batch, NDArray looked, Pass pass) {
    Linear first = (Linear) layers.get(0);
    NDArray y = fields.linear(set, batch, looked, first.weight(), first.bias());
    for (Layer layer : layers.subList(1, layers.size())) {
      y = layer.forward(y, pass);
    }
    return pass.tell(name, y);
  }

  /** Whether every activation can be done for single rows. */
  boolean hasRows() {
    return steps.stream().allMatch(step -> RowDense.knows(step.activation()));
  }

  /** The layers for single rows, with these values. */
  List<RowDense> rows(Map<String, float[]> values) {
    return steps.stream().map(step -> row(step, values)).toList();
  }

  private static RowDense row(Step step, Map<String, float[]> values) {
    float[] weight = values.get(step.linear() + ".weight");
    float[] bias = values.get(step.linear() + ".bias");
    float[] scale = new float[bias.length];
    float[] shift = new float[bias.length];
    if (step.norm() == null) {
      Arrays.fill(scale, 1);
    } else {
      BatchNorm.fold(step.norm(), values, scale, shift);
    }
    return RowDense.of(weight, bias, scale, shift, step.activation());
  }

  private String linear(int in, int out, Parameters parameters) {
    String module = module();
    layers.add(linear(module, in, out, parameters));
    return module;
  }

  static Layer linear(String name, int in, int out, Parameters parameters) {
    NDArray weight = parameters.xavier(name + ".weight", out, in);
    NDArray bias = parameters.constant(name + ".bias", 0, new Shape(out));
    return new Linear(weight, bias);
  }

  /** x · Wᵀ + b. */
  private record Linear(NDArray weight, NDArray bias) implements Layer {
    @Override
    public NDArray forward(NDArray x, Pass pass) {
      return x.getNDArrayInternal().linear(x, weight, bias).singletonOrThrow();
    }
  }

  /** In training, a share of the values set to 0 and the others scaled up. */
  static NDArray dropped(NDArray x, double rate, Pass pass) {
    return rate > 0 && pass.training()
        ? x.getNDArrayInternal().dropout(x, (float) rate, true).singletonOrThrow()
        : x;
  }

  private String module() {
    return name + ".mlp." + modules++;
  }
}
