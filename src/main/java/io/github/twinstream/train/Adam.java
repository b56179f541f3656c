package io.github.twinstream.train;

import ai.djl.ndarray.NDArray;
import io.github.twinstream.model.Parameters;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * Adam (arXiv 1412.6980) with bias correction, on the CPU, in two passes over memory: one adds the
 * regulariser's gradient and takes the norm, one clips, updates and clears the gradient. The
 * parameters' native memory is written directly. Every row of a table moves in every step, as in
 * the reference.
 */
final class Adam {
  private static final double BETA1 = 0.9;
  private static final double BETA2 = 0.999;
  private static final float EPSILON = 1e-8f;

  private final List<Parameters.Parameter> parameters;
  private final Regularizer embedding;
  private final Regularizer net;
  private final double maxNorm;
  private final float[][] first;
  private final float[][] second;
  private final FloatBuffer[] gradients;
  private double lastNorm;
  private int steps;

  Adam(
      List<Parameters.Parameter> parameters,
      Regularizer embedding,
      Regularizer net,
      double maxNorm) {
    this.parameters = parameters;
    this.embedding = embedding;
    this.net = net;
    this.maxNorm = maxNorm;
    int count = parameters.size();
    this.first = new float[count][];
    this.second = new float[count][];
    this.gradients = new FloatBuffer[count];
    for (int i = 0; i < count; i++) {
      int size = Math.toIntExact(parameters.get(i).value().size());
      first[i] = new float[size];
      second[i] = new float[size];
    }
  }

  /**
   * Takes the gradients in: adds the regularisers' and measures the norm.
   *
   * @return the penalty that the regularisers add to the loss
   */
  double gather() {
    double penalty = 0;
    double squares = 0;
    for (int i = 0; i < first.length; i++) {
      Parameters.Parameter parameter = parameters.get(i);
      Regularizer regularizer = parameter.embedding() ? embedding : net;
      FloatBuffer gradient = view(parameter.value().getGradient());
      gradients[i] = gradient;
      if (!regularizer.none()) {
        penalty += penalise(view(parameter.value()), gradient, regularizer);
      }
      squares += squares(gradient);
    }
    lastNorm = Math.sqrt(squares);
    return penalty;
  }

  /** The gradients' norm before clipping, as of the last {@link #gather()}. */
  double norm() {
    return lastNorm;
  }

  /** Moves the parameters along the gathered gradients, and clears these. */
  void step(double rate) {
    steps++;
    float clip = (float) Math.min(1, maxNorm / (lastNorm + 1e-6));
    float size = (float) (rate / (1 - Math.pow(BETA1, steps)));
    float correction = (float) Math.sqrt(1 - Math.pow(BETA2, steps));
    for (int i = 0; i < first.length; i++) {
      update(
          view(parameters.get(i).value()),
          gradients[i],
          first[i],
          second[i],
          clip,
          size,
          correction);
    }
  }

  private static void update(
      FloatBuffer w, FloatBuffer g, float[] m, float[] v, float clip, float size, float corr) {
    float keep1 = (float) BETA1;
    float take1 = (float) (1 - BETA1);
    float keep2 = (float) BETA2;
    float take2 = (float) (1 - BETA2);
    for (int i = 0; i < m.length; i++) {
      float gradient = g.get(i) * clip;
      float mean = keep1 * m[i] + take1 * gradient;
      float square = keep2 * v[i] + take2 * gradient * gradient;
      m[i] = mean;
      v[i] = square;
      w.put(i, w.get(i) - size * (mean / ((float) Math.sqrt(square) / corr + EPSILON)));
      g.put(i, 0f);
    }
  }

  private static double penalise(FloatBuffer w, FloatBuffer g, Regularizer regularizer) {
    float l1 = (float) regularizer.l1();
    float l2 = (float) regularizer.l2();
    double absolute = 0;
    double squares = 0;
    int size = w.capacity();
    for (int i = 0; i < size; i++) {
      float weight = w.get(i);
      absolute += Math.abs(weight);
      squares += (double) weight * weight;
      g.put(i, g.get(i) + l2 * weight + l1 * Math.signum(weight));
    }
    return regularizer.l1() * absolute + regularizer.l2() / 2 * squares;
  }

  private static double squares(FloatBuffer values) {
    double sum = 0;
    int size = values.capacity();
    for (int i = 0; i < size; i++) {
      sum += (double) values.get(i) * values.get(i);
    }
    return sum;
  }

  private static FloatBuffer view(NDArray array) {
    ByteBuffer bytes = array.toByteBuffer(true);
    return bytes.order(ByteOrder.nativeOrder()).asFloatBuffer();
  }
}
