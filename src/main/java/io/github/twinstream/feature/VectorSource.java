package io.github.twinstream.feature;

/** A column whose cells stand for vectors, such as embedded titles. */
public interface VectorSource {
  /** How many components a vector has. */
  int dimension();

  /** The vector of the cell's text; {@code null} where it has none. Not to be changed. */
  float[] vector(String text);
}
