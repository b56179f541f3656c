package io.github.twinstream.baseline;

import io.github.twinstream.error.DataException;
import io.github.twinstream.table.DataTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A boosted ranker's model in a folder of its own, applied by its process.
 *
 * @param folder where the model lies; removed on close
 * @param model the model's file
 * @param scorer the process that applies it
 */
record FittedRanker(
    Path folder, Path model, RankerRows rows, Child scorer, long parameters, String found)
    implements FittedBaseline {
  @Override
  public double[] score(DataTable table) {
    int[] order = rows.order(table);
    Path input = folder.resolve("rows.bin");
    Path output = folder.resolve("scores.bin");
    rows.write(input, table, order, false);
    scorer.run(List.of("score", model.toString(), input.toString(), output.toString()), line -> {});
    try {
      double[] sorted = RankerFile.readScores(output, order.length);
      double[] scores = new double[order.length];
      for (int i = 0; i < order.length; i++) {
        scores[order[i]] = sorted[i];
      }
      return scores;
    } catch (IOException e) {
      throw new DataException("the ranker's scores cannot be read: " + e.getMessage(), e);
    }
  }

  @Override
  public double peakMegabytes() {
    return scorer.peakMegabytes();
  }

  @Override
  public void close() {
    Child.delete(folder);
  }
}
