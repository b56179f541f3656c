package io.github.twinstream.kernel;

/**
 * Does what a kernel does from its start to its first results, without a front end, so that a
 * class-data-sharing archive made of this run holds the classes that a start needs.
 */
final class WarmUp {
  private WarmUp() {}

  static void run(KernelOptions options) {
    throw new UnsupportedOperationException();
  }
}
