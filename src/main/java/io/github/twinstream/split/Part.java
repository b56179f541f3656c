package io.github.twinstream.split;

/** A part of a split. */
public enum Part {
  /** What the model learns from. */
  TRAIN("training"),
  /** What decides when to stop. */
  VALID("validation"),
  /** What the result is measured on. */
  TEST("test");

  private final String words;

  Part(String words) {
    this.words = words;
  }

  @Override
  public String toString() {
    return words;
  }
}
