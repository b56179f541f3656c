package io.github.twinstream.feature;

/** How the embeddings of a sequence's ids become one vector; padding is left out. */
public enum Pooling {
  /** Their mean; zero for an empty sequence. */
  MEAN,
  /** Their sum. */
  SUM
}
