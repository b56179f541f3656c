package io.github.twinstream.feature;

/** Where a short sequence is filled up, and which end of a long one is cut. */
public enum Padding {
  /** Zeros in front; a long sequence keeps its last ids. */
  PRE,
  /** Zeros behind; a long sequence keeps its first ids. */
  POST
}
