package io.github.twinstream.explain;

import io.github.twinstream.feature.EncodedRows;
import io.github.twinstream.feature.FeaturePlan;
import io.github.twinstream.feature.Features;
import io.github.twinstream.model.FinalMlp;
import io.github.twinstream.model.MlpSpec;
import io.github.twinstream.model.Network;
import io.github.twinstream.rank.ScoredRows;
import io.github.twinstream.table.DataTable;
import io.github.twinstream.testing.SmallTables;
import io.github.twinstream.train.Scoring;
import io.github.twinstream.train.TrainOptions;
import io.github.twinstream.train.Trainer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;

/**
 * Rows whose label follows, in the log-odds, 2.6 × the effect of {@code strong} (four tokens), 1.5
 * × {@code middle} (a number), 0.8 × the effect of {@code weak} (four tokens), and nothing of
 * {@code none}; and a small FinalMLP trained on them.
 */
final class Planted implements AutoCloseable {
  static final List<String> COLUMNS = List.of("none", "weak", "middle", "strong");
  static final FinalMlp SMALL =
      FinalMlp.preset("article")
          .embeddingDim(4)
          .streams(MlpSpec.of(16), MlpSpec.of(16), 2)
          .gateHidden(MlpSpec.of(8));
  private static final double[] EFFECTS = {-1.3, -0.5, 0.5, 1.3};

  final DataTable train;
  final DataTable test;
  final Features features;
  final Network network;

  private Planted(DataTable train, DataTable test, Features features, Network network) {
    this.train = train;
    this.test = test;
    this.features = features;
    this.network = network;
  }

  static Planted trained(long seed) {
    DataTable train = rows(2400, 3 * seed);
    Features features = features(train);
    TrainOptions options =
        TrainOptions.DEFAULT.epochs(5).batchSize(128).learningRate(0.01).seed(seed);
    Network network =
        Trainer.train(
                SMALL, options, encode(features, train), encode(features, rows(500, 3 * seed + 1)))
            .network();
    return new Planted(train, rows(1500, 3 * seed + 2), features, network);
  }

  static Features features(DataTable train) {
    FeaturePlan plan =
        new FeaturePlan()
            .categorical("none", "weak").numeric("middle").categorical("strong").stream(
                "first", "weak", "none")
                .stream("second", "strong", "middle");
    return Features.fit(plan, train, Map.of());
  }

  static EncodedRows encode(Features features, DataTable rows) {
    return features.encode(rows, "label", null, "user");
  }

  double[] score(DataTable rows) {
    return Scoring.score(network, features.encode(rows, null, null, null));
  }

  ScoredRows truth() {
    EncodedRows rows = encode(features, test);
    double[] relevance = new double[rows.rows()];
    Arrays.setAll(relevance, i -> rows.label()[i]);
    return new ScoredRows(
        score(test), rows.label(), relevance, rows.group(), rows.groupNames().length, 0.5);
  }

  static DataTable rows(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    String[][] tokens = new String[3][count];
    double[] middle = new double[count];
    double[] label = new double[count];
    String[] user = new String[count];
    for (int i = 0; i < count; i++) {
      int strong = random.nextInt(4);
      int weak = random.nextInt(4);
      tokens[0][i] = "n" + random.nextInt(4);
      tokens[1][i] = "w" + weak;
      tokens[2][i] = "s" + strong;
      double m = random.nextDouble();
      middle[i] = m;
      double logit = 2.6 * EFFECTS[strong] + 1.5 * (2 * m - 1) * 1.7 + 0.8 * EFFECTS[weak];
      label[i] = random.nextDouble() < 1 / (1 + Math.exp(-logit)) ? 1 : 0;
      user[i] = "u" + i / 10;
    }
    return SmallTables.table(
        StringColumn.create("none", tokens[0]),
        StringColumn.create("weak", tokens[1]),
        DoubleColumn.create("middle", middle),
        StringColumn.create("strong", tokens[2]),
        StringColumn.create("user", user),
        DoubleColumn.create("label", label));
  }

  @Override
  public void close() {
    network.parameters().close();
  }
}
