package io.github.twinstream.train;

import io.github.twinstream.model.Network;
import java.util.List;

/**
 * A trained network and how it came to be.
 *
 * @param network with the best evaluation's weights
 * @param history one entry an evaluation
 * @param interrupted whether training was stopped from outside before its end
 */
public record Trained(Network network, List<EpochResult> history, boolean interrupted) {
  /** The evaluation whose weights the network has; {@code null} if there was none. */
  public EpochResult best() {
    return history.stream().filter(EpochResult::best).reduce((a, b) -> b).orElse(null);
  }
}
