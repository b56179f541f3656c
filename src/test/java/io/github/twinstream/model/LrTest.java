package io.github.twinstream.model;

/** {@link Lr} keeps what every network promises. */
class LrTest extends NetworkContract {
  @Override
  NetworkSpec defaults() {
    return Lr.DEFAULT;
  }

  @Override
  NetworkSpec small() {
    return Lr.DEFAULT;
  }
}
