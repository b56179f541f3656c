package io.github.twinstream.train;

import io.github.twinstream.archive.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where a training stands: all that the steps still to come depend on, besides the rows and the
 * options. The order of the rows and the random numbers of dropout are not part of it: they follow
 * from the seed, the epoch and the step.
 */
final class RunState {
  private int epoch = 1;
  private int steps;
  private double lossSum;
  private final List<EpochResult> history = new ArrayList<>();
  private Map<String, float[]> best;

  /**
   * What of it is kept as JSON.
   *
   * @param epoch the epoch under way, from 1
   * @param steps steps of it that were taken
   * @param lossSum the sum of their losses
   * @param history the evaluations so far
   * @param rate the learning rate of the next steps
   * @param bestValue the best monitored value so far
   * @param without evaluations since
   * @param optimizerSteps steps that the optimiser has taken
   * @param hasBest whether there are best weights
   */
  record Kept(
      int epoch,
      int steps,
      double lossSum,
      List<EpochResult> history,
      double rate,
      double bestValue,
      int without,
      int optimizerSteps,
      boolean hasBest) {}

  int epoch() {
    return epoch;
  }

  int steps() {
    return steps;
  }

  /** The mean of the losses of this epoch's steps. */
  double meanLoss() {
    return lossSum / steps;
  }

  List<EpochResult> history() {
    return history;
  }

  /** The best evaluation's weights; {@code null} before the first. */
  Map<String, float[]> best() {
    return best;
  }

  /** A step was taken. */
  void stepped(double loss) {
    steps++;
    lossSum += loss;
  }

  /** The epoch under way was evaluated; the next one begins. */
  void evaluated(EpochResult result, Map<String, float[]> weightsIfBest) {
    history.add(result);
    best = weightsIfBest != null ? weightsIfBest : best;
    epoch++;
    steps = 0;
    lossSum = 0;
  }

  Kept kept(EarlyStopping stopping, int optimizerSteps) {
    return new Kept(
        epoch,
        steps,
        lossSum,
        List.copyOf(history),
        stopping.rate(),
        stopping.best(),
        stopping.withoutImprovement(),
        optimizerSteps,
        best != null);
  }

  /** Takes over what was kept. */
  void restore(Kept kept, List<Tensor> bestWeights) {
    epoch = kept.epoch();
    steps = kept.steps();
    lossSum = kept.lossSum();
    history.addAll(kept.history());
    if (kept.hasBest()) {
      best = values(bestWeights);
    }
  }

  static Map<String, float[]> values(List<Tensor> tensors) {
    Map<String, float[]> values = new LinkedHashMap<>();
    tensors.forEach(t -> values.put(t.name(), t.values()));
    return values;
  }
}
