package io.github.twinstream.model;

/**
 * What a comparison can fit and score: a network's settings, a baseline's, or a trained model. Says
 * who it is; the comparison knows how to run each kind.
 */
public interface Contender {
  /** The name of its row, such as {@code FinalMLP}. */
  String name();

  /** Its settings in one line. */
  String describe();
}
