package io.github.twinstream.cli;

/**
 * What a check of the machine found.
 *
 * @param state whether it is well
 * @param subject what was looked at
 * @param found what is there
 * @param remedy what mends it; empty if nothing is to be mended
 */
record Finding(State state, String subject, String found, String remedy) {
  /** How it stands. */
  enum State {
    /** As it should be. */
    OK,
    /** Works without, but less well. */
    WARN,
    /** Something will not work. */
    FAIL
  }

  static Finding ok(String subject, String found) {
    return new Finding(State.OK, subject, found, "");
  }

  static Finding warn(String subject, String found, String remedy) {
    return new Finding(State.WARN, subject, found, remedy);
  }

  static Finding fail(String subject, String found, String remedy) {
    return new Finding(State.FAIL, subject, found, remedy);
  }
}
