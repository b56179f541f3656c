package io.github.twinstream.model;

import io.github.twinstream.feature.Schema;

/** The settings of a network, immutable; they build it for a schema. */
public interface NetworkSpec extends Contender {
  /** The network's name, such as {@code FinalMLP}. */
  @Override
  String name();

  /**
   * Builds the network with freshly drawn parameters.
   *
   * @param schema the fields and streams
   * @param parameters where the parameters are made
   * @throws io.github.twinstream.error.ConfigException if the settings do not fit the schema
   */
  Network build(Schema schema, Parameters parameters);

  /** The L2 factor on embedding tables that goes with these settings. */
  double embeddingRegularizer();

  /** The settings in one line. */
  @Override
  String describe();
}
