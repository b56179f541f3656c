package io.github.twinstream.train;

import io.github.twinstream.display.Displayable;
import io.github.twinstream.display.Grid;
import io.github.twinstream.model.NetworkSpec;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * What a search found. The test part was not looked at; measure the best settings there once.
 *
 * @param trials all trials in their order
 * @param best the best of the trials that had the most epochs; {@code null} if none was finished
 * @param network the best settings of the network
 * @param options the best options, with all epochs
 * @param <N> the network's settings
 */
public record TuningResult<N extends NetworkSpec>(
    List<Trial> trials, Trial best, N network, TrainOptions options) implements Displayable {

  private Grid grid() {
    Grid grid =
        new Grid(
            trials.size() + " trials, by the validation part",
            "setting",
            "epochs",
            "valid AUC",
            "valid logloss",
            "seconds",
            "best");
    trials.stream()
        .sorted(Comparator.comparingInt(Trial::epochs).thenComparing(Trial::value).reversed())
        .forEach(
            trial ->
                grid.row(
                    trial.setting(),
                    trial.epochs(),
                    String.format(Locale.ROOT, "%.4f", trial.auc()),
                    String.format(Locale.ROOT, "%.4f", trial.logLoss()),
                    String.format(Locale.ROOT, "%.1f", trial.seconds()),
                    trial == best ? "*" : ""));
    return grid;
  }

  @Override
  public String toString() {
    return grid().toString();
  }

  @Override
  public String toHtml() {
    return grid().toHtml();
  }
}
