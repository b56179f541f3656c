package io.github.twinstream.model;

/** What every network holds: its parameters, and the embeddings of its inputs. */
abstract class EmbeddedNetwork implements Network {
  final Parameters parameters;
  final EmbeddingLayer embeddings;

  EmbeddedNetwork(Parameters parameters, EmbeddingLayer embeddings) {
    this.parameters = parameters;
    this.embeddings = embeddings;
  }

  @Override
  public final Parameters parameters() {
    return parameters;
  }

  @Override
  public final EmbeddingLayer inputs() {
    return embeddings;
  }
}
