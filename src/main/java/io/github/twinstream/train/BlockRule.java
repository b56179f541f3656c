package io.github.twinstream.train;

/**
 * How a rule of {@link Optimization} moves a run of numbers: plain loops over arrays that stay in
 * the processor's cache, which the compiler turns into vector instructions.
 */
interface BlockRule {
  /** Which numbers of a block to move, and this step's factors. */
  record Move(int from, int to, int step, double rate, float clip) {}

  /**
   * Moves the weights w along the gradients g, which are multiplied with the clip factor.
   *
   * @param first what the rule remembers of each number
   * @param second what else it remembers; empty if the rule remembers one number only
   */
  void move(float[] w, float[] g, float[] first, float[] second, Move move);

  /** The rule. */
  static BlockRule of(Optimization how) {
    return switch (how.rule()) {
      case SGD -> (w, g, v, none, move) -> sgd(w, g, v, move, (float) how.momentum());
      case ADAGRAD -> (w, g, sum, none, move) -> adagrad(w, g, sum, move);
      default -> (w, g, m, v, move) -> adam(w, g, m, v, move, how.weightDecay());
    };
  }

  /** Adam with bias correction and decoupled decay, which is 0 but for AdamW. */
  private static void adam(
      float[] w, float[] g, float[] m, float[] v, Move move, double weightDecay) {
    float keep1 = (float) Adam.BETA1;
    float take1 = (float) (1 - Adam.BETA1);
    float keep2 = (float) Adam.BETA2;
    float take2 = (float) (1 - Adam.BETA2);
    float clip = move.clip();
    float size = (float) (move.rate() / (1 - Math.pow(Adam.BETA1, move.step())));
    float correction = (float) Math.sqrt(1 - Math.pow(Adam.BETA2, move.step()));
    float decay = (float) (move.rate() * weightDecay);
    for (int i = move.from(); i < move.to(); i++) {
      float gradient = g[i] * clip;
      float mean = keep1 * m[i] + take1 * gradient;
      float square = keep2 * v[i] + take2 * gradient * gradient;
      m[i] = mean;
      v[i] = square;
      float spread = (float) Math.sqrt(square) / correction + Adam.EPSILON;
      w[i] = w[i] - (decay * w[i] + size * (mean / spread));
    }
  }

  private static void sgd(float[] w, float[] g, float[] v, Move move, float keep) {
    float clip = move.clip();
    float rate = (float) move.rate();
    for (int i = move.from(); i < move.to(); i++) {
      v[i] = keep * v[i] + g[i] * clip;
      w[i] -= rate * v[i];
    }
  }

  private static void adagrad(float[] w, float[] g, float[] sum, Move move) {
    float clip = move.clip();
    float rate = (float) move.rate();
    for (int i = move.from(); i < move.to(); i++) {
      float gradient = g[i] * clip;
      sum[i] += gradient * gradient;
      w[i] -= rate * gradient / ((float) Math.sqrt(sum[i]) + 1e-10f);
    }
  }
}
