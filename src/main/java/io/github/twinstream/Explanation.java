package io.github.twinstream;

import io.github.twinstream.chart.Chart;
import io.github.twinstream.chart.Charts;
import io.github.twinstream.chart.Illustrated;
import io.github.twinstream.display.Displayable;
import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.DataException;
import io.github.twinstream.error.Messages;
import io.github.twinstream.explain.Drift;
import io.github.twinstream.explain.EmbeddingPlane;
import io.github.twinstream.explain.Embeddings;
import io.github.twinstream.explain.FieldGates;
import io.github.twinstream.explain.FinalMlpInside;
import io.github.twinstream.explain.Neighbours;
import io.github.twinstream.explain.PartialDependence;
import io.github.twinstream.explain.PermutationImportance;
import io.github.twinstream.explain.PermutationPlan;
import io.github.twinstream.explain.RowExplanation;
import io.github.twinstream.explain.StreamImportance;
import io.github.twinstream.feature.Field;
import io.github.twinstream.model.Network;
import io.github.twinstream.table.DataTable;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Why a model scores as it does, on the test part. Printed, it shows how much each stream adds and
 * which columns its gates let through or, for networks other than FinalMLP, the permutation
 * importance; the rest is asked for by name. What has been measured once is kept. Valid while the
 * model is open.
 */
public final class Explanation implements Illustrated {
  private static final int BACKGROUND = 200;
  private static final int NEIGHBOURS = 8;
  private static final int FREQUENT = 5;
  private static final int MAPPED = 30;

  private final Model model;
  private final Streams streams;
  private final Network network;
  private final String name;
  private final long seed;
  private FinalMlpInside inside;
  private PermutationImportance permutation;

  Explanation(Model model, Streams streams, Network network, String name, long seed) {
    this.model = model;
    this.streams = streams;
    this.network = network;
    this.name = name;
    this.seed = seed;
  }

  /**
   * How much each of FinalMLP's streams, and the bilinear term by head, adds to the logits.
   *
   * @throws ConfigException for another network
   */
  public StreamImportance streams() {
    return inside().importance();
  }

  /**
   * What FinalMLP's gates let through of each column.
   *
   * @throws ConfigException for another network, or one without gates
   */
  public FieldGates gates() {
    return inside()
        .gates()
        .orElseThrow(
            () ->
                new ConfigException(
                    "this FinalMLP was built withoutGates(): there are no gates to show;"
                        + " streams() and permutation() explain it"));
  }

  /** How much worse the AUC gets when a column is shuffled, for every column. */
  public synchronized PermutationImportance permutation() {
    if (permutation == null) {
      permutation = permutation(p -> p);
    }
    return permutation;
  }

  /** As {@link #permutation()}, with another metric, other columns, or more shuffles. */
  public PermutationImportance permutation(UnaryOperator<PermutationPlan> plan) {
    return PermutationImportance.of(
        model::score,
        streams.split().test().data(),
        model.tested(),
        plan.apply(PermutationPlan.of(columns(), seed)));
  }

  /**
   * Why a row of the test part stands where it stands among the rows that share a value: {@code
   * why("User-ID", reader, 1)} explains the reader's first book. The baseline are rows of the
   * training part.
   *
   * @param place from 1, the best
   * @throws DataException if no test row has the value, or there is no such place
   */
  public RowExplanation why(String column, Object value, int place) {
    DataTable ranked = ranked(column, value, place);
    DataTable train = streams.split().train().data();
    return RowExplanation.of(
        model::score,
        ranked.rows(new int[] {place - 1}, "place " + place),
        "place " + place + " of " + column + " " + value,
        sample(train),
        Math.min(BACKGROUND, train.rows()) + " training rows (seed " + seed + ")",
        columns(),
        RowExplanation.Scale.LOG_ODDS);
  }

  /**
   * As {@link #why}, but against the other rows that share the value: what puts this book before
   * the same reader's others. Columns that are the same in all of them have no effect.
   *
   * @throws DataException if no test row has the value, there is no such place, or only one row
   */
  public RowExplanation whyAmong(String column, Object value, int place) {
    DataTable ranked = ranked(column, value, place);
    if (ranked.rows() < 2) {
      throw new DataException(
          "only 1 row of the test part has "
              + column
              + " "
              + Messages.quote(String.valueOf(value))
              + ": there are no others to compare with; take why(...)");
    }
    int[] others = IntStream.range(0, ranked.rows()).filter(i -> i != place - 1).toArray();
    return RowExplanation.of(
        model::score,
        ranked.rows(new int[] {place - 1}, "place " + place),
        "place " + place + " of " + column + " " + value,
        ranked.rows(others, "the others"),
        "the " + others.length + " other test rows of " + column + " " + value,
        columns(),
        RowExplanation.Scale.LOG_ODDS);
  }

  /**
   * How the mean score of training rows moves with this column alone.
   *
   * @throws DataException if there is no such column
   */
  public PartialDependence partialDependence(String column) {
    if (!columns().contains(column)) {
      throw new DataException(Messages.unknown("column of the model", column, columns()));
    }
    DataTable train = streams.split().train().data();
    return PartialDependence.of(
        model::score, column, train, sample(train), PartialDependence.POINTS);
  }

  /** The tokens of a field whose learned vectors are nearest to this one's. */
  public Neighbours neighbours(String field, String token) {
    return embeddings(field, FREQUENT).neighbours(token, NEIGHBOURS);
  }

  /** A field's most frequent tokens on the plane in which their learned vectors differ most. */
  public EmbeddingPlane embeddingMap(String field) {
    return EmbeddingPlane.of(embeddings(field, FREQUENT), MAPPED);
  }

  /**
   * A field's learned vectors.
   *
   * @param minCount tokens in fewer training rows are left out
   */
  public Embeddings embeddings(String field, int minCount) {
    return Embeddings.of(
        network,
        streams.vocabularies(),
        streams.encodeUnlabelled(streams.split().train().data()),
        field,
        minCount);
  }

  /** Whether these rows look like the training rows. */
  public Drift drift(DataTable rows) {
    return Drift.of(
        streams.split().train().data(),
        rows,
        streams::encodeUnlabelled,
        streams.split().parts().groupColumn());
  }

  /** Whether the test part looks like the training part. */
  public Drift drift() {
    return drift(streams.split().test().data());
  }

  private List<String> columns() {
    return streams.schema().fields().stream().map(Field::column).distinct().toList();
  }

  private DataTable sample(DataTable rows) {
    int[] chosen =
        new SplittableRandom(seed)
            .ints(0, rows.rows())
            .distinct()
            .limit(Math.min(BACKGROUND, rows.rows()))
            .sorted()
            .toArray();
    return rows.rows(chosen, "background");
  }

  private DataTable ranked(String column, Object value, int place) {
    DataTable rows = model.rowsWith(column, value);
    if (place < 1 || place > rows.rows()) {
      throw new DataException(
          Messages.outOfRange(
              "place",
              place,
              "from 1 to " + rows.rows() + ", the rows of " + column + " " + value));
    }
    double[] scores = model.score(rows);
    int[] order =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted(Comparator.comparing(i -> -scores[i]))
            .mapToInt(i -> i)
            .toArray();
    return rows.rows(order, "by score");
  }

  private synchronized FinalMlpInside inside() {
    if (inside == null) {
      inside = FinalMlpInside.read(network, name, streams.encode(streams.split().test().data()));
    }
    return inside;
  }

  @Override
  public List<Chart> charts() {
    return shown().stream().flatMap(result -> Charts.of(result).stream()).toList();
  }

  /** What is printed. */
  private List<Displayable> shown() {
    if (!FinalMlpInside.fits(network)) {
      return List.of(permutation());
    }
    return inside().gates().isPresent() ? List.of(streams(), gates()) : List.of(streams());
  }

  @Override
  public String toString() {
    return String.join("\n", shown().stream().map(Object::toString).toList());
  }

  @Override
  public String toHtml() {
    return String.join("\n", shown().stream().map(Displayable::toHtml).toList());
  }
}
