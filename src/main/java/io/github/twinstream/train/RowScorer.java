package io.github.twinstream.train;

import io.github.twinstream.feature.EncodedRows;
import io.github.twinstream.feature.Schema;
import io.github.twinstream.model.Network;
import io.github.twinstream.model.RowForward;
import java.util.Optional;

/**
 * Probabilities of single rows, for services: in plain Java where the network has such a way
 * ({@link Network#rowForward()}), since a tensor operation costs more than a row's share of it;
 * otherwise as a batch of one. Safe for many threads.
 */
public interface RowScorer {
  /**
   * One row's probability.
   *
   * @param ids {@code idWidth} ids as in the schema
   * @param numbers {@code numericWidth} scaled numbers
   */
  double score(int[] ids, float[] numbers);

  /** A scorer with the network's present parameters. */
  static RowScorer of(Network network, Schema schema) {
    return inPlainJava(network)
        .orElse((ids, numbers) -> Scoring.score(network, single(schema, ids, numbers))[0]);
  }

  /** A scorer that calls no tensor operation; empty where the network has no such way. */
  static Optional<RowScorer> inPlainJava(Network network) {
    return network.rowForward().map(RowScorer::plain);
  }

  private static RowScorer plain(RowForward forward) {
    return (ids, numbers) -> 1 / (1 + Math.exp(-forward.logit(ids, numbers)));
  }

  private static EncodedRows single(Schema schema, int[] ids, float[] numbers) {
    return new EncodedRows(
        schema, 1, ids, numbers, new float[0], new double[0], new int[0], new String[0]);
  }
}
