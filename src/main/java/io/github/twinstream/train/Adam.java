package io.github.twinstream.train;

import ai.djl.ndarray.NDArray;
import io.github.twinstream.archive.Tensor;
import io.github.twinstream.model.Parameters;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Adam (arXiv 1412.6980) with bias correction, on the CPU, in two passes over memory: one adds the
 * regulariser's gradient and takes the norm, one clips, updates and clears the gradient. The
 * parameters' native memory is read and written directly, block by block: a block is copied into
 * arrays that stay in the processor's cache, where the compiler turns the loops into vector
 * instructions. Every row of a table moves in every step, as in the reference.
 */
final class Adam implements Optimizer {
  private static final double BETA1 = 0.9;
  private static final double BETA2 = 0.999;
  private static final float EPSILON = 1e-8f;

  /** Numbers a block: four arrays of them fit into a core's second-level cache. */
  private static final int BLOCK = 8192;

  private static final int LANES = 256;

  private static final float[] ZEROS = new float[BLOCK];

  /** A part of a parameter with its moments. */
  private static final class Block {
    private final int parameter;
    private final int from;
    private final Regularizer regularizer;
    private final float[] first;
    private final float[] second;
    private double penalty;
    private double squares;

    private Block(int parameter, int from, int size, Regularizer regularizer) {
      this.parameter = parameter;
      this.from = from;
      this.regularizer = regularizer;
      this.first = new float[size];
      this.second = new float[size];
    }
  }

  private final List<Parameters.Parameter> parameters;
  private final double maxNorm;
  private final List<Block> blocks = new ArrayList<>();
  private final FloatBuffer[] weights;
  private final FloatBuffer[] gradients;
  private double lastNorm;
  private int steps;

  Adam(
      List<Parameters.Parameter> parameters,
      Regularizer embedding,
      Regularizer net,
      double maxNorm) {
    this.parameters = parameters;
    this.maxNorm = maxNorm;
    this.weights = new FloatBuffer[parameters.size()];
    this.gradients = new FloatBuffer[parameters.size()];
    for (int p = 0; p < parameters.size(); p++) {
      Parameters.Parameter parameter = parameters.get(p);
      int size = Math.toIntExact(parameter.value().size());
      for (int from = 0; from < size; from += BLOCK) {
        blocks.add(
            new Block(
                p, from, Math.min(BLOCK, size - from), parameter.embedding() ? embedding : net));
      }
    }
  }

  @Override
  public double gather() {
    for (int p = 0; p < weights.length; p++) {
      NDArray value = parameters.get(p).value();
      weights[p] = view(value);
      gradients[p] = view(value.getGradient());
    }
    blocks.parallelStream().forEach(this::gather);
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
    float size = (float) (rate / (1 - Math.pow(BETA1, steps)));
    float correction = (float) Math.sqrt(1 - Math.pow(BETA2, steps));
    blocks.parallelStream().forEach(block -> update(block, clip, size, correction));
  }

  @Override
  public int steps() {
    return steps;
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
      int n = block.first.length;
      System.arraycopy(values.get(name + ".first"), block.from, block.first, 0, n);
      System.arraycopy(values.get(name + ".second"), block.from, block.second, 0, n);
    }
    steps = stepsThen;
  }

  private void gather(Block block) {
    int n = block.first.length;
    float[] g = Scratch.gradient();
    gradients[block.parameter].get(block.from, g, 0, n);
    Regularizer regularizer = block.regularizer;
    if (!regularizer.none()) {
      float[] w = Scratch.weight();
      weights[block.parameter].get(block.from, w, 0, n);
      block.penalty = penalise(w, g, n, regularizer);
      gradients[block.parameter].put(block.from, g, 0, n);
    }
    block.squares = squares(g, n);
  }

  private void update(Block block, float clip, float size, float correction) {
    int n = block.first.length;
    FloatBuffer gradient = gradients[block.parameter];
    FloatBuffer weight = weights[block.parameter];
    float[] g = Scratch.gradient();
    float[] w = Scratch.weight();
    gradient.get(block.from, g, 0, n);
    weight.get(block.from, w, 0, n);
    update(w, g, block.first, block.second, clip, size, correction);
    weight.put(block.from, w, 0, n);
    gradient.put(block.from, ZEROS, 0, n);
  }

  private static void update(
      float[] w, float[] g, float[] m, float[] v, float clip, float size, float corr) {
    float keep1 = (float) BETA1;
    float take1 = (float) (1 - BETA1);
    float keep2 = (float) BETA2;
    float take2 = (float) (1 - BETA2);
    for (int i = 0; i < m.length; i++) {
      float gradient = g[i] * clip;
      float mean = keep1 * m[i] + take1 * gradient;
      float square = keep2 * v[i] + take2 * gradient * gradient;
      m[i] = mean;
      v[i] = square;
      w[i] = w[i] - size * (mean / ((float) Math.sqrt(square) / corr + EPSILON));
    }
  }

  private static double penalise(float[] w, float[] g, int n, Regularizer regularizer) {
    float l1 = (float) regularizer.l1();
    float l2 = (float) regularizer.l2();
    for (int i = 0; i < n; i++) {
      g[i] += l2 * w[i];
    }
    double absolute = 0;
    if (l1 != 0) {
      for (int i = 0; i < n; i++) {
        absolute += Math.abs(w[i]);
        g[i] += l1 * Math.signum(w[i]);
      }
    }
    return regularizer.l1() * absolute + regularizer.l2() / 2 * squares(w, n);
  }

  /**
   * The sum of squares. Float sums run side by side in {@link #LANES} lanes, which the compiler
   * makes vector instructions of; the lanes are added up as doubles.
   */
  private static double squares(float[] values, int n) {
    float[] lanes = new float[LANES];
    int whole = n - n % LANES;
    for (int i = 0; i < whole; i += LANES) {
      for (int lane = 0; lane < LANES; lane++) {
        lanes[lane] += values[i + lane] * values[i + lane];
      }
    }
    double sum = 0;
    for (int i = whole; i < n; i++) {
      sum += (double) values[i] * values[i];
    }
    for (float lane : lanes) {
      sum += lane;
    }
    return sum;
  }

  private static FloatBuffer view(NDArray array) {
    return array.toByteBuffer(true).order(ByteOrder.nativeOrder()).asFloatBuffer();
  }

  /** Two arrays of a block's size for each thread. */
  private static final class Scratch {
    private static final ThreadLocal<float[][]> ARRAYS =
        ThreadLocal.withInitial(() -> new float[2][BLOCK]);

    private static float[] gradient() {
      return ARRAYS.get()[0];
    }

    private static float[] weight() {
      return ARRAYS.get()[1];
    }
  }
}
