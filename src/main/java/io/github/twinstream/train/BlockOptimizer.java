package io.github.twinstream.train;

import ai.djl.ndarray.NDArray;
import io.github.twinstream.archive.Tensor;
import io.github.twinstream.engine.Threads;
import io.github.twinstream.model.Parameters;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The rules of {@link Optimization} on the CPU, in two passes over memory: one adds the
 * regulariser's gradient and takes the norm, one clips and updates. The parameters' native memory
 * is read and written directly, block by block: a block is copied into arrays that stay in the
 * processor's cache, where a {@link BlockRule} works on it. Every row of a table moves in every
 * step, as in the reference, unless the rule is lazy.
 */
final class BlockOptimizer implements Optimizer {
  /** Numbers a block: four arrays of them fit into a core's second-level cache. */
  private static final int BLOCK = 8192;

  /** A part of a parameter with what is remembered of its numbers. */
  private static final class Block {
    private final int parameter;
    private final int from;
    private final Regularizer regularizer;

    /** Numbers that move together or not at all; 0 if all always move. */
    private final int row;

    private final float[] first;
    private final float[] second;
    private double penalty;
    private double squares;

    private Block(
        int parameter, int from, int size, int row, boolean two, Regularizer regularizer) {
      this.parameter = parameter;
      this.from = from;
      this.row = row;
      this.regularizer = regularizer;
      this.first = new float[size];
      this.second = new float[two ? size : 0];
    }
  }

  private final Parameters parameters;
  private final List<Parameters.Parameter> learned;
  private final BlockRule rule;
  private final double maxNorm;
  private final List<Block> blocks = new ArrayList<>();
  private final FloatBuffer[] weights;
  private final FloatBuffer[] gradients;
  private double lastNorm;
  private int steps;

  BlockOptimizer(
      Parameters parameters,
      Optimization how,
      Regularizer embedding,
      Regularizer net,
      double maxNorm) {
    this.parameters = parameters;
    this.learned = parameters.learned();
    this.rule = BlockRule.of(how);
    this.maxNorm = maxNorm;
    this.weights = new FloatBuffer[learned.size()];
    this.gradients = new FloatBuffer[learned.size()];
    boolean two = how.rule() != Optimization.Rule.SGD && how.rule() != Optimization.Rule.ADAGRAD;
    for (int p = 0; p < learned.size(); p++) {
      Parameters.Parameter parameter = learned.get(p);
      int size = Math.toIntExact(parameter.value().size());
      int row = how.rule() == Optimization.Rule.LAZY_ADAM ? row(parameter) : 0;
      int block = row == 0 ? BLOCK : Math.max(1, BLOCK / row) * row;
      Regularizer regularizer = parameter.embedding() ? embedding : net;
      for (int from = 0; from < size; from += block) {
        blocks.add(new Block(p, from, Math.min(block, size - from), row, two, regularizer));
      }
    }
  }

  /** A table's numbers a row; 0 for other parameters, which are never looked up. */
  private static int row(Parameters.Parameter parameter) {
    boolean table = parameter.embedding() && parameter.name().endsWith(".table");
    return table ? (int) parameter.value().getShape().get(1) : 0;
  }

  @Override
  public double gather() {
    for (int p = 0; p < weights.length; p++) {
      NDArray value = learned.get(p).value();
      weights[p] = view(value);
      gradients[p] = view(value.getGradient());
    }
    each(blocks.stream(), this::gather);
    double penalty = 0;
    double squares = 0;
    for (Block block : blocks) {
      penalty += block.penalty;
      squares += block.squares;
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
    float clip = (float) Math.min(1, maxNorm / (lastNorm + 1e-6));
    each(
        blocks.stream().filter(block -> block.row == 0 || block.squares > 0),
        block -> step(block, rate, clip));
    parameters.forgetGradients();
  }

  private static void each(Stream<Block> blocks, Consumer<Block> work) {
    Threads.spread(
        () -> {
          blocks.parallel().forEach(work);
          return null;
        });
  }

  @Override
  public int steps() {
    return steps;
  }

  @Override
  public List<Tensor> moments() {
    List<Tensor> moments = new ArrayList<>();
    for (int p = 0; p < learned.size(); p++) {
      Parameters.Parameter parameter = learned.get(p);
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
      String name = learned.get(block.parameter).name();
      float[] first = values.get(name + ".first");
      float[] second = values.get(name + ".second");
      System.arraycopy(first, block.from, block.first, 0, block.first.length);
      System.arraycopy(second, block.from, block.second, 0, block.second.length);
    }
    steps = stepsThen;
  }

  private void gather(Block block) {
    int n = block.first.length;
    float[] g = Scratch.gradient(n);
    gradients[block.parameter].get(block.from, g, 0, n);
    block.penalty = 0;
    boolean still = block.row > 0 && nothing(g, 0, n);
    if (still || block.regularizer.none()) {
      block.squares = still ? 0 : squares(g, 0, n);
      return;
    }
    float[] w = Scratch.weight(n);
    weights[block.parameter].get(block.from, w, 0, n);
    int run = block.row == 0 ? n : block.row;
    for (int from = 0; from < n; from += run) {
      if (block.row == 0 || !nothing(g, from, from + run)) {
        block.penalty += penalise(w, g, from, from + run, block.regularizer);
      }
    }
    gradients[block.parameter].put(block.from, g, 0, n);
    block.squares = squares(g, 0, n);
  }

  private void step(Block block, double rate, float clip) {
    int n = block.first.length;
    FloatBuffer gradient = gradients[block.parameter];
    FloatBuffer weight = weights[block.parameter];
    float[] g = Scratch.gradient(n);
    float[] w = Scratch.weight(n);
    gradient.get(block.from, g, 0, n);
    weight.get(block.from, w, 0, n);
    int run = block.row == 0 ? n : block.row;
    for (int from = 0; from < n; from += run) {
      if (block.row == 0 || !nothing(g, from, from + run)) {
        BlockRule.Move move = new BlockRule.Move(from, from + run, steps, rate, clip);
        rule.move(w, g, block.first, block.second, move);
      }
    }
    weight.put(block.from, w, 0, n);
  }

  private static boolean nothing(float[] values, int from, int to) {
    for (int i = from; i < to; i++) {
      if (values[i] != 0) {
        return false;
      }
    }
    return true;
  }

  private static double penalise(float[] w, float[] g, int from, int to, Regularizer regularizer) {
    float l1 = (float) regularizer.l1();
    float l2 = (float) regularizer.l2();
    for (int i = from; i < to; i++) {
      g[i] += l2 * w[i];
    }
    double absolute = 0;
    if (l1 != 0) {
      for (int i = from; i < to; i++) {
        absolute += Math.abs(w[i]);
        g[i] += l1 * Math.signum(w[i]);
      }
    }
    return regularizer.l1() * absolute + regularizer.l2() / 2 * squares(w, from, to);
  }

  /** The sum of squares, in four sums that do not wait for one another. */
  private static double squares(float[] values, int from, int to) {
    double sum0 = 0;
    double sum1 = 0;
    double sum2 = 0;
    double sum3 = 0;
    int i = from;
    for (; i + 8 <= to; i += 8) {
      sum0 += values[i] * values[i] + values[i + 1] * values[i + 1];
      sum1 += values[i + 2] * values[i + 2] + values[i + 3] * values[i + 3];
      sum2 += values[i + 4] * values[i + 4] + values[i + 5] * values[i + 5];
      sum3 += values[i + 6] * values[i + 6] + values[i + 7] * values[i + 7];
    }
    for (; i < to; i++) {
      sum0 += (double) values[i] * values[i];
    }
    return sum0 + sum1 + sum2 + sum3;
  }

  private static FloatBuffer view(NDArray array) {
    return array.toByteBuffer(true).order(ByteOrder.nativeOrder()).asFloatBuffer();
  }

  /** Two arrays for each thread, as large as its largest block: a lazy row may be a block. */
  private static final class Scratch {
    private static final ThreadLocal<float[][]> ARRAYS =
        ThreadLocal.withInitial(() -> new float[2][BLOCK]);

    private static float[] gradient(int size) {
      return array(0, size);
    }

    private static float[] weight(int size) {
      return array(1, size);
    }

    private static float[] array(int which, int size) {
      float[][] arrays = ARRAYS.get();
      if (arrays[which].length < size) {
        arrays[which] = new float[size];
      }
      return arrays[which];
    }
  }
}
