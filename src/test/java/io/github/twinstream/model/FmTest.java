package io.github.twinstream.model;

/** {@link Fm} keeps what every network promises. */
class FmTest extends NetworkContract {
  @Override
  NetworkSpec defaults() {
    return Fm.DEFAULT;
  }

  @Override
  NetworkSpec small() {
    return new Fm(4, 0.001);
  }
}
