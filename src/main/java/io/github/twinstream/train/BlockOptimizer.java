package io.github.twinstream.train;

import ai.djl.ndarray.NDArray;
import io.github.twinstream.archive.Tensor;
import io.github.twinstream.model.Parameters;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The rules beside {@link Adam}, on the CPU, block by block over the parameters' native memory. A
 * rule is a loop over a block's weights, gradients and what is remembered of each number.
 */
final class BlockOptimizer implements Optimizer {
  private static final int BLOCK = 8192;
  private static final float BETA1 = 0.9f;
  private static final float BETA2 = 0.999f;

  /** A part of a parameter: whole rows of a table, since lazy rules move rows. */
  private static final class Block {
    private final int parameter;
    private final int from;
    private final int row;
    private final float[] first;
    private final float[] second;
    private double penalty;
    private double squares;

    private Block(int parameter, int from, int size, int row, boolean two) {
      this.parameter = parameter;
      this.from = from;
      this.row = row;
      this.first = new float[size];
      this.second = new float[two ? size : 0];
    }
  }

  private final List<Parameters.Parameter> parameters;
  private final Optimization how;
  private final Regularizer embedding;
  private final Regularizer net;
  private final double maxNorm;
  private final List<Block> blocks = new ArrayList<>();
  private final FloatBuffer[] weights;
  private final FloatBuffer[] gradients;
  private double lastNorm;
  private int steps;

  BlockOptimizer(
      List<Parameters.Parameter> parameters,
      Optimization how,
      Regularizer embedding,
      Regularizer net,
      double maxNorm) {
    this.parameters = parameters;
    this.how = how;
    this.embedding = embedding;
    this.net = net;
    this.maxNorm = maxNorm;
    this.weights = new FloatBuffer[parameters.size()];
    this.gradients = new FloatBuffer[parameters.size()];
    boolean two =
        how.rule() == Optimization.Rule.ADAM_W || how.rule() == Optimization.Rule.LAZY_ADAM;
    for (int p = 0; p < parameters.size(); p++) {
      Parameters.Parameter parameter = parameters.get(p);
      int size = Math.toIntExact(parameter.value().size());
      int row =
          (int) parameter.value().getShape().get(parameter.value().getShape().dimension() - 1);
      int block = Math.max(1, BLOCK / row) * row;
      for (int from = 0; from < size; from += block) {
        blocks.add(new Block(p, from, Math.min(block, size - from), row, two));
      }
    }
  }

  @Override
  public double gather() {
    for (int p = 0; p < weights.length; p++) {
      weights[p] = view(parameters.get(p).value());
      gradients[p] = view(parameters.get(p).value().getGradient());
    }
    blocks.parallelStream().forEach(this::gather);
    lastNorm = Math.sqrt(blocks.stream().mapToDouble(block -> block.squares).sum());
    return blocks.stream().mapToDouble(block -> block.penalty).sum();
  }

  @Override
  public int steps() {
    return steps;
  }

  @Override
  public double norm() {
    return lastNorm;
  }

  @Override
  public void step(double rate) {
    steps++;
    float clip = (float) Math.min(1, maxNorm / (lastNorm + 1e-6));
    blocks.parallelStream().forEach(block -> step(block, (float) rate, clip));
  }

  @Override
  public List<Tensor> moments() {
    List<Tensor> moments = new ArrayList<>();
    for (int p = 0; p < parameters.size(); p++) {
      Parameters.Parameter parameter = parameters.get(p);
      long[] shape = parameter.value().getShape().getShape();
      float[] first = new float[Math.toIntExact(parameter.value().size())];
      float[] second = new float[first.length];
      for (Block block : blocks) {
        if (block.parameter == p) {
          System.arraycopy(block.first, 0, first, block.from, block.first.length);
          System.arraycopy(block.second, 0, second, block.from, block.second.length);
        }
      }
      moments.add(Tensor.of(parameter.name() + ".first", shape, first));
      moments.add(Tensor.of(parameter.name() + ".second", shape, second));
    }
    return moments;
  }

  @Override
  public void restore(List<Tensor> moments, int stepsThen) {
    Map<String, float[]> values = RunState.values(moments);
    for (Block block : blocks) {
      String name = parameters.get(block.parameter).name();
      System.arraycopy(values.get(name + ".first"), block.from, block.first, 0, block.first.length);
      System.arraycopy(
          values.get(name + ".second"), block.from, block.second, 0, block.second.length);
    }
    steps = stepsThen;
  }

  private boolean lazy(Block block) {
    return how.rule() == Optimization.Rule.LAZY_ADAM
        && parameters.get(block.parameter).embedding()
        && parameters.get(block.parameter).name().endsWith(".table");
  }

  private void gather(Block block) {
    int n = block.first.length;
    float[] g = read(gradients, block);
    float[] w = read(weights, block);
    Regularizer regularizer = parameters.get(block.parameter).embedding() ? embedding : net;
    double penalty = 0;
    double squares = 0;
    boolean lazy = lazy(block);
    boolean moved = true;
    for (int i = 0; i < n; i++) {
      if (lazy && i % block.row == 0) {
        moved = anything(g, i, block.row);
      }
      if (moved && !regularizer.none()) {
        penalty += regularizer.l1() * Math.abs(w[i]) + regularizer.l2() / 2 * w[i] * w[i];
        g[i] += (float) (regularizer.l2() * w[i] + regularizer.l1() * Math.signum(w[i]));
      }
      squares += (double) g[i] * g[i];
    }
    block.penalty = penalty;
    block.squares = squares;
    gradients[block.parameter].put(block.from, g, 0, n);
  }

  private void step(Block block, float rate, float clip) {
    int n = block.first.length;
    float[] g = read(gradients, block);
    float[] w = read(weights, block);
    for (int i = 0; i < n; i++) {
      g[i] *= clip;
    }
    switch (how.rule()) {
      case SGD -> sgd(block, w, g, rate);
      case ADAGRAD -> adagrad(block, w, g, rate);
      default -> adam(block, w, g, rate);
    }
    weights[block.parameter].put(block.from, w, 0, n);
    Arrays.fill(g, 0);
    gradients[block.parameter].put(block.from, g, 0, n);
  }

  private void sgd(Block block, float[] w, float[] g, float rate) {
    float[] v = block.first;
    float keep = (float) how.momentum();
    for (int i = 0; i < v.length; i++) {
      v[i] = keep * v[i] + g[i];
      w[i] -= rate * v[i];
    }
  }

  private static void adagrad(Block block, float[] w, float[] g, float rate) {
    float[] sum = block.first;
    for (int i = 0; i < sum.length; i++) {
      sum[i] += g[i] * g[i];
      w[i] -= rate * g[i] / ((float) Math.sqrt(sum[i]) + 1e-10f);
    }
  }

  private void adam(Block block, float[] w, float[] g, float rate) {
    float[] m = block.first;
    float[] v = block.second;
    float size = (float) (rate / (1 - Math.pow(BETA1, steps)));
    float correction = (float) Math.sqrt(1 - Math.pow(BETA2, steps));
    float decay = rate * (float) how.weightDecay();
    boolean lazy = lazy(block);
    boolean moved = true;
    for (int i = 0; i < m.length; i++) {
      if (lazy && i % block.row == 0) {
        moved = anything(g, i, block.row);
      }
      if (!moved) {
        continue;
      }
      m[i] = BETA1 * m[i] + (1 - BETA1) * g[i];
      v[i] = BETA2 * v[i] + (1 - BETA2) * g[i] * g[i];
      w[i] -= decay * w[i] + size * m[i] / ((float) Math.sqrt(v[i]) / correction + 1e-8f);
    }
  }

  private static boolean anything(float[] values, int from, int count) {
    for (int i = from; i < from + count; i++) {
      if (values[i] != 0) {
        return true;
      }
    }
    return false;
  }

  private static float[] read(FloatBuffer[] buffers, Block block) {
    float[] values = new float[block.first.length];
    buffers[block.parameter].get(block.from, values);
    return values;
  }

  private static FloatBuffer view(NDArray array) {
    return array.toByteBuffer(true).order(ByteOrder.nativeOrder()).asFloatBuffer();
  }
}
