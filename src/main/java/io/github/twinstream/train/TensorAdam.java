package io.github.twinstream.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.github.twinstream.archive.Tensor;
import io.github.twinstream.model.Parameters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * {@link BlockOptimizer}'s Adam in tensor operations, for parameters whose memory is not the CPU's:
 * the same formulas and the same numbers but for rounding. All parameters that one regulariser
 * applies to are one long tensor here, since on a GPU a step costs what its native calls cost.
 */
final class TensorAdam implements Optimizer {
  private final List<Group> groups = new ArrayList<>();
  private final Parameters parameters;
  private final double maxNorm;
  private double lastNorm;
  private int steps;

  TensorAdam(Parameters parameters, Regularizer embedding, Regularizer net, double maxNorm) {
    this.parameters = parameters;
    this.maxNorm = maxNorm;
    for (boolean tables : new boolean[] {true, false}) {
      List<Parameters.Parameter> members =
          parameters.learned().stream().filter(p -> p.embedding() == tables).toList();
      if (!members.isEmpty()) {
        groups.add(new Group(members, tables ? embedding : net, parameters.manager()));
      }
    }
  }

  @Override
  public double gather() {
    double penalty = 0;
    double squares = 0;
    for (Group group : groups) {
      penalty += group.gather();
      squares += group.squares;
    }
    lastNorm = Math.sqrt(squares);
    return penalty;
  }

  @Override
  public double norm() {
    return lastNorm;
  }

  @Override
  public void step(double rate) {
    steps++;
    double clip = Math.min(1, maxNorm / (lastNorm + 1e-6));
    double size = rate / (1 - Math.pow(Adam.BETA1, steps));
    double correction = Math.sqrt(1 - Math.pow(Adam.BETA2, steps));
    groups.forEach(group -> group.step(clip, size, correction));
    parameters.forgetGradients();
  }

  @Override
  public int steps() {
    return steps;
  }

  @Override
  public List<Tensor> moments() {
    List<Tensor> moments = new ArrayList<>();
    groups.forEach(group -> group.addMoments(moments));
    return moments;
  }

  @Override
  public void restore(List<Tensor> moments, int stepsThen) {
    Map<String, float[]> values = RunState.values(moments);
    groups.forEach(group -> group.restore(values));
    steps = stepsThen;
  }

  /** Parameters with the same regulariser; moments and gradients one behind the other. */
  private static final class Group {
    private final List<Parameters.Parameter> members;
    private final Regularizer regularizer;
    private final long[] starts;
    private final NDArray first;
    private final NDArray second;
    private NDArray gradient;
    private double squares;

    Group(List<Parameters.Parameter> members, Regularizer regularizer, NDManager manager) {
      this.members = members;
      this.regularizer = regularizer;
      this.starts = new long[members.size() + 1];
      for (int p = 0; p < members.size(); p++) {
        starts[p + 1] = starts[p] + members.get(p).value().size();
      }
      DataType type = members.get(0).value().getDataType();
      this.first = manager.zeros(new Shape(starts[members.size()]), type);
      this.second = manager.zeros(first.getShape(), type);
    }

    @SuppressWarnings("try")
    double gather() {
      try (NDScope scope = new NDScope()) {
        scope.suppressNotUsedWarning();
        gradient = joined(p -> p.value().getGradient());
        double penalty = 0;
        if (!regularizer.none()) {
          NDArray weight = joined(p -> p.value().stopGradient());
          gradient.addi(weight.mul(regularizer.l2()));
          gradient.addi(weight.sign().mul(regularizer.l1()));
          penalty =
              regularizer.l2() / 2 * weight.square().sum().getFloat()
                  + regularizer.l1() * weight.abs().sum().getFloat();
        }
        squares = gradient.square().sum().getFloat();
        NDScope.unregister(gradient);
        gradient.attach(first.getManager());
        return penalty;
      }
    }

    private NDArray joined(Function<Parameters.Parameter, NDArray> part) {
      NDList parts = new NDList();
      members.forEach(p -> parts.add(part.apply(p).reshape(-1)));
      return NDArrays.concat(parts);
    }

    @SuppressWarnings("try")
    void step(double clip, double size, double correction) {
      try (NDScope scope = new NDScope();
          NDArray done = gradient) {
        scope.suppressNotUsedWarning();
        gradient.muli(clip);
        first.muli(Adam.BETA1).addi(gradient.mul(1 - Adam.BETA1));
        second.muli(Adam.BETA2).addi(gradient.square().muli(1 - Adam.BETA2));
        NDArray spread = second.sqrt().divi(correction).addi(Adam.EPSILON);
        NDArray change = first.div(spread).muli(size);
        for (int p = 0; p < members.size(); p++) {
          NDArray value = members.get(p).value();
          NDArray part = change.get("{}:{}", starts[p], starts[p + 1]);
          value.stopGradient().subi(part.reshape(value.getShape()));
        }
      }
      gradient = null;
    }

    void addMoments(List<Tensor> moments) {
      float[] firsts = first.toFloatArray();
      float[] seconds = second.toFloatArray();
      for (int p = 0; p < members.size(); p++) {
        int from = Math.toIntExact(starts[p]);
        int to = Math.toIntExact(starts[p + 1]);
        long[] shape = members.get(p).value().getShape().getShape();
        String name = members.get(p).name();
        moments.add(Tensor.of(name + ".first", shape, Arrays.copyOfRange(firsts, from, to)));
        moments.add(Tensor.of(name + ".second", shape, Arrays.copyOfRange(seconds, from, to)));
      }
    }

    void restore(Map<String, float[]> values) {
      first.set(joined(values, ".first"));
      second.set(joined(values, ".second"));
    }

    private float[] joined(Map<String, float[]> values, String moment) {
      float[] all = new float[Math.toIntExact(starts[members.size()])];
      for (int p = 0; p < members.size(); p++) {
        float[] part = values.get(members.get(p).name() + moment);
        System.arraycopy(part, 0, all, Math.toIntExact(starts[p]), part.length);
      }
      return all;
    }
  }
}
