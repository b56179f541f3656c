package io.github.twinstream;

import io.github.twinstream.display.Displayable;
import io.github.twinstream.display.Grid;
import io.github.twinstream.error.DataException;
import io.github.twinstream.feature.EncodedRows;
import io.github.twinstream.feature.Features;
import io.github.twinstream.feature.Field;
import io.github.twinstream.feature.Schema;
import io.github.twinstream.feature.Vocabulary;
import io.github.twinstream.model.NetworkSpec;
import io.github.twinstream.table.DataTable;
import io.github.twinstream.train.Regularizer;
import io.github.twinstream.train.Resumed;
import io.github.twinstream.train.TrainOptions;
import io.github.twinstream.train.Trained;
import io.github.twinstream.train.Trainer;
import io.github.twinstream.train.Tuning;
import io.github.twinstream.train.TuningResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Fields and streams, fitted on the training part: networks can be trained on them. */
public final class Streams implements Displayable {
  private final Split split;
  private final Features features;

  Streams(Split split, Features features) {
    this.split = split;
    this.features = features;
  }

  /** Trains with the article's options. */
  public Model train(NetworkSpec network) {
    return train(network, t -> t);
  }

  /**
   * Trains a network on the training part and watches the validation part. The options begin with
   * {@link TrainOptions#DEFAULT} and the network's own embedding regulariser.
   *
   * @throws DataException if the rows carry no label
   */
  public Model train(NetworkSpec network, UnaryOperator<TrainOptions> plan) {
    requireLabel();
    TrainOptions options = options(network, plan);
    EncodedRows train = encode(split.train().data());
    Trained trained = Trainer.train(network, options, train, encode(split.valid().data()));
    return new Model(this, network, options, trained, train.labelMean());
  }

  /** As the other; several trainings may name the same folder of checkpoints. */
  Model trainOneOfSeveral(NetworkSpec network, UnaryOperator<TrainOptions> plan) {
    requireLabel();
    TrainOptions options = options(network, plan);
    EncodedRows train = encode(split.train().data());
    Trained trained = Trainer.oneOfSeveral(network, options, train, encode(split.valid().data()));
    return new Model(this, network, options, trained, train.labelMean());
  }

  /** The options that the plan makes of a network's usual ones. */
  TrainOptions options(NetworkSpec network, UnaryOperator<TrainOptions> plan) {
    return plan.apply(
        TrainOptions.DEFAULT.regularizers(
            Regularizer.l2(network.embeddingRegularizer()), Regularizer.NONE));
  }

  /**
   * Searches for settings of a network by the validation part alone: {@code tune(finalMlp(), s ->
   * s.network("d", FinalMlp::embeddingDim, 8, 16).grid())}. The test part is not looked at.
   *
   * @throws io.github.twinstream.error.ConfigException if nothing is varied
   */
  public <N extends NetworkSpec> TuningResult<N> tune(N network, UnaryOperator<Tuning<N>> plan) {
    return tune(network, t -> t, plan);
  }

  /** As the other, around these options. */
  public <N extends NetworkSpec> TuningResult<N> tune(
      N network, UnaryOperator<TrainOptions> options, UnaryOperator<Tuning<N>> plan) {
    requireLabel();
    return plan.apply(new Tuning<>(network, options(network, options)))
        .run(encode(split.train().data()), encode(split.valid().data()));
  }

  private void requireLabel() {
    if (split.cleaned().labelColumn() == null) {
      throw new DataException(
          "the rows carry no label: make one in clean, e.g. label(above(7), \"Book-Rating\")");
    }
  }

  /**
   * Goes on with a training that was kept with {@code t.checkpoints(folder)} and was ended from
   * outside, with the network and the options that it began with. The final numbers are those that
   * it would have come to by itself.
   *
   * @throws DataException if there is no checkpoint, it is damaged or belongs to other rows, or the
   *     folder is in use
   */
  public Model resume(String folder) {
    EncodedRows train = encode(split.train().data());
    Resumed resumed = Trainer.resume(Path.of(folder), train, encode(split.valid().data()));
    return new Model(
        this, resumed.network(), resumed.options(), resumed.trained(), train.labelMean());
  }

  /** The fields and streams. */
  public Schema schema() {
    return features.schema();
  }

  Features features() {
    return features;
  }

  Split split() {
    return split;
  }

  Map<String, Vocabulary> vocabularies() {
    return features.vocabularies();
  }

  /**
   * The rows as numbers, with labels, graded truth and groups.
   *
   * @throws DataException if a column that a field is read from is missing
   */
  public EncodedRows encode(DataTable rows) {
    return features.encode(
        rows, split.cleaned().labelColumn(), split.cleaned().relevanceColumn(), groupColumn());
  }

  EncodedRows encodeUnlabelled(DataTable rows) {
    return features.encode(rows, null, null, null);
  }

  private String groupColumn() {
    return split.parts().groupColumn();
  }

  private Grid grid() {
    Schema schema = features.schema();
    Grid grid = new Grid("", "field", "kind", "fields", "ids", "streams");
    List<String> columns = schema.fields().stream().map(Field::column).distinct().toList();
    for (String column : columns) {
      List<Integer> members =
          IntStream.range(0, schema.size())
              .filter(i -> schema.fields().get(i).column().equals(column))
              .boxed()
              .toList();
      Field first = schema.fields().get(members.get(0));
      grid.row(
          column,
          first.kind().name().toLowerCase(Locale.ROOT),
          members.size(),
          first.kind() == Field.Kind.NUMERIC ? null : first.vocabularySize(),
          String.join(
              ", ",
              schema.streams().entrySet().stream()
                  .filter(s -> s.getValue().contains(members.get(0)))
                  .map(Map.Entry::getKey)
                  .toList()));
    }
    return grid;
  }

  @Override
  public String toString() {
    return grid().toString();
  }

  @Override
  public String toHtml() {
    return grid().toHtml();
  }
}
