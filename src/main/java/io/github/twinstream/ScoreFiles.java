package io.github.twinstream;

import io.github.twinstream.error.ConfigException;
import io.github.twinstream.evaluate.Auc;
import io.github.twinstream.evaluate.Bootstrap;
import io.github.twinstream.evaluate.Comparer;
import io.github.twinstream.evaluate.ComparisonTable;
import io.github.twinstream.evaluate.Cost;
import io.github.twinstream.evaluate.Entrant;
import io.github.twinstream.evaluate.GroupAuc;
import io.github.twinstream.evaluate.Metric;
import io.github.twinstream.evaluate.Ndcg;
import io.github.twinstream.evaluate.PairedTest;
import io.github.twinstream.evaluate.RecallAt;
import io.github.twinstream.evaluate.RunRecord;
import io.github.twinstream.rank.ScoredRows;
import io.github.twinstream.table.CsvReader;
import io.github.twinstream.table.DataTable;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Compares scores that other programs wrote. */
final class ScoreFiles {
  private static final List<Metric> METRICS =
      List.of(new Auc(), new GroupAuc(), new Ndcg(), new RecallAt(3));

  private ScoreFiles() {}

  static Comparison compare(String... files) {
    if (files.length == 0) {
      throw new ConfigException("0 score files were given: give at least one, such as mine.csv");
    }
    List<Entrant> entrants =
        Arrays.stream(files).parallel().map(Path::of).map(ScoreFiles::entrant).toList();
    ComparisonTable table =
        Comparer.compare(entrants, METRICS, Bootstrap.seeded(42), PairedTest.PERMUTATION);
    return new Comparison(null, table);
  }

  private static Entrant entrant(Path file) {
    DataTable table = CsvReader.of(file).read();
    String name = file.getFileName().toString().replaceFirst("\\.[^.]*$", "");
    double[] labels = table.numbers("label");
    float[] label = new float[labels.length];
    for (int i = 0; i < label.length; i++) {
      label[i] = (float) labels[i];
    }
    Map<String, Integer> users = new HashMap<>();
    String[] tokens = table.tokens("user");
    int[] group = new int[tokens.length];
    for (int i = 0; i < group.length; i++) {
      String token = tokens[i] == null ? "" : tokens[i];
      Integer known = users.putIfAbsent(token, users.size());
      group[i] = known == null ? users.size() - 1 : known;
    }
    ScoredRows rows =
        new ScoredRows(
            table.numbers("score"),
            label,
            table.has("relevance") ? table.numbers("relevance") : labels,
            group,
            users.size(),
            Double.NaN);
    return new Entrant(
        name,
        List.of(rows),
        false,
        Cost.UNKNOWN,
        RunRecord.unknown(
            name, "scores of " + file.getFileName(), table.provenance().sources().get(0).sha256()));
  }
}
