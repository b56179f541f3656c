package io.github.twinstream.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import io.github.twinstream.archive.Tensor;
import io.github.twinstream.model.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * {@link BlockOptimizer}'s Adam in tensor operations, for parameters whose memory is not the CPU's:
 * the same formulas and the same numbers but for rounding.
 */
final class TensorAdam implements Optimizer {
  private final List<Parameters.Parameter> parameters;
  private final Regularizer embedding;
  private final Regularizer net;
  private final double maxNorm;
  private final NDManager manager;
  private final NDArray[] first;
  private final NDArray[] second;
  private double lastNorm;
  private int steps;

  TensorAdam(Parameters parameters, Regularizer embedding, Regularizer net, double maxNorm) {
    this.parameters = parameters.learned();
    this.embedding = embedding;
    this.net = net;
    this.maxNorm = maxNorm;
    this.manager = parameters.manager();
    this.first = zeros();
    this.second = zeros();
  }

  private NDArray[] zeros() {
    return parameters.stream()
        .map(p -> manager.zeros(p.value().getShape(), p.value().getDataType()))
        .toArray(NDArray[]::new);
  }

  @Override
  public double gather() {
    try (NDManager scratch = manager.newSubManager()) {
      NDArray penalty = scratch.zeros(new Shape(1));
      NDArray squares = scratch.zeros(new Shape(1));
      for (Parameters.Parameter parameter : parameters) {
        NDArray gradient = parameter.value().getGradient();
        NDArray weight = parameter.value().stopGradient();
        Regularizer regularizer = parameter.embedding() ? embedding : net;
        if (!regularizer.none()) {
          gradient.addi(weight.mul(regularizer.l2()));
          gradient.addi(weight.sign().mul(regularizer.l1()));
          penalty.addi(weight.square().sum().mul(regularizer.l2() / 2));
          penalty.addi(weight.abs().sum().mul(regularizer.l1()));
        }
        squares.addi(gradient.square().sum());
      }
      lastNorm = Math.sqrt(squares.getFloat(0));
      return penalty.getFloat(0);
    }
  }

  @Override
  public double norm() {
    return lastNorm;
  }

  @Override
  @SuppressWarnings("try")
  public void step(double rate) {
    steps++;
    double clip = Math.min(1, maxNorm / (lastNorm + 1e-6));
    double size = rate / (1 - Math.pow(Adam.BETA1, steps));
    double correction = Math.sqrt(1 - Math.pow(Adam.BETA2, steps));
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      for (int p = 0; p < first.length; p++) {
        NDArray weight = parameters.get(p).value().stopGradient();
        NDArray gradient = parameters.get(p).value().getGradient();
        gradient.muli(clip);
        first[p].muli(Adam.BETA1).addi(gradient.mul(1 - Adam.BETA1));
        second[p].muli(Adam.BETA2).addi(gradient.square().muli(1 - Adam.BETA2));
        NDArray spread = second[p].sqrt().divi(correction).addi(Adam.EPSILON);
        weight.subi(first[p].div(spread).muli(size));
        gradient.subi(gradient);
      }
    }
  }

  @Override
  public int steps() {
    return steps;
  }

  @Override
  public List<Tensor> moments() {
    List<Tensor> moments = new ArrayList<>();
    for (int p = 0; p < first.length; p++) {
      long[] shape = first[p].getShape().getShape();
      String name = parameters.get(p).name();
      moments.add(Tensor.of(name + ".first", shape, first[p].toFloatArray()));
      moments.add(Tensor.of(name + ".second", shape, second[p].toFloatArray()));
    }
    return moments;
  }

  @Override
  public void restore(List<Tensor> moments, int stepsThen) {
    Map<String, float[]> values = RunState.values(moments);
    for (int p = 0; p < first.length; p++) {
      String name = parameters.get(p).name();
      first[p].set(values.get(name + ".first"));
      second[p].set(values.get(name + ".second"));
    }
    steps = stepsThen;
  }
}
