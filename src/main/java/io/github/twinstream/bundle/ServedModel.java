package io.github.twinstream.bundle;

import io.github.twinstream.display.Displayable;
import io.github.twinstream.engine.Djl;
import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.DataException;
import io.github.twinstream.error.Messages;
import io.github.twinstream.feature.EncodedRows;
import io.github.twinstream.feature.Features;
import io.github.twinstream.feature.Field;
import io.github.twinstream.model.Network;
import io.github.twinstream.model.Parameters;
import io.github.twinstream.model.StoredTensors;
import io.github.twinstream.progress.Interrupts;
import io.github.twinstream.progress.Progress;
import io.github.twinstream.rank.Ranking;
import io.github.twinstream.table.DataTable;
import io.github.twinstream.table.Provenance;
import io.github.twinstream.table.Tokens;
import io.github.twinstream.text.EmbeddedText;
import io.github.twinstream.text.TextEncoder;
import io.github.twinstream.train.RowScorer;
import io.github.twinstream.train.Scoring;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * A model opened from a file: raw values in, probabilities out. Any number of threads may use it.
 *
 * <p>A row is a map from column names to values. It may name the columns as they were before
 * cleaning, and is then cleaned as the training rows were, or as they were behind it. What is not
 * there or {@code null} is missing and treated as in training: a number becomes the training rows'
 * median, a token that of missing or unseen values. A token that was not seen in training is
 * unknown. A number may be given as text, a text as a number; a value that cannot be read as what
 * its column holds, a name that no column of the training data had, and a row that names no column
 * that the model reads are errors.
 *
 * <p>A row's score does not depend on the rows beside it but for rounding, by less than 1e-5: few
 * rows are scored in plain Java, many by tensor operations.
 */
public final class ServedModel implements Displayable, AutoCloseable {
  private static final int CHUNK = 4096;

  /** Up to so many rows are scored one by one in plain Java where the network can do that. */
  private static final int FEW = 2;

  private final ModelFacts facts;
  private final PlattScaling calibration;
  private final Features features;
  private final Map<String, ServedTexts> texts;
  private final RowReader reader;
  private final Network network;
  private final Optional<RowScorer> single;

  private ServedModel(
      Bundle bundle, Features features, Map<String, ServedTexts> texts, Network network) {
    this.facts = bundle.facts();
    this.calibration = bundle.calibration();
    this.features = features;
    this.texts = texts;
    this.reader =
        new RowReader(
            bundle.cleaning(),
            features.schema().fields().stream().map(Field::column).distinct().toList());
    this.network = network;
    this.single = RowScorer.inPlainJava(network);
  }

  /**
   * Opens a model's file.
   *
   * @param file what {@code model.save(...)} wrote
   * @param encoders text encoders of your own, if the model was trained with one
   * @throws DataException if it is missing, damaged, of another kind or of a newer version, or asks
   *     for a text encoder that is not there
   */
  public static ServedModel open(Path file, TextEncoder... encoders) {
    try (Progress.Task task = Progress.start("open " + file.getFileName(), 2)) {
      Bundle bundle = Bundle.read(file);
      task.advance(1);
      Interrupts.check("opening " + file);
      ServedModel model = of(bundle, file, encoders);
      task.advance(1);
      return model;
    }
  }

  private static ServedModel of(Bundle bundle, Path file, TextEncoder... encoders) {
    long values = bundle.tensors().stream().mapToLong(t -> t.values().length).sum();
    Parameters parameters = new Parameters(Djl.manager(), 0).atMost(values);
    try {
      Map<String, ServedTexts> texts = texts(bundle, List.of(encoders));
      Features features = Features.of(bundle.features(), texts);
      Network network = bundle.network().build(features.schema(), parameters);
      StoredTensors.restore(bundle.tensors(), parameters);
      return new ServedModel(bundle, features, texts, network);
    } catch (DataException | ConfigException e) {
      parameters.close();
      throw new DataException(
          "cannot open " + Messages.quote(file.toString()) + ": " + e.getMessage(), e);
    } catch (CancellationException e) {
      parameters.close();
      throw e;
    } catch (RuntimeException | OutOfMemoryError e) {
      parameters.close();
      throw new DataException(
          "cannot open "
              + Messages.quote(file.toString())
              + ": its parts do not fit together, or ask for more memory than there is: "
              + e,
          e);
    }
  }

  private static Map<String, ServedTexts> texts(Bundle bundle, List<TextEncoder> given) {
    Map<String, ServedTexts> texts = new LinkedHashMap<>();
    for (Bundle.Text text : bundle.texts()) {
      TextEncoder encoder =
          ServedTexts.encoder(
              text.column(), text.encoder(), given, TextEncoder.builtIn(text.encoder()));
      texts.put(
          text.column(),
          new ServedTexts(EmbeddedText.of(text.column(), encoder, text.pca(), Map.of())));
    }
    return texts;
  }

  /**
   * The probability of one row.
   *
   * @throws DataException if the row cannot be read; see the class
   */
  public double score(Map<String, ?> row) {
    return score(List.of(row))[0];
  }

  /**
   * One probability for each row, in the rows' order.
   *
   * @throws DataException if a row cannot be read; names it by its number, from 1
   */
  public double[] score(List<? extends Map<String, ?>> rows) {
    double[] scores = new double[rows.size()];
    if (scores.length == 0) {
      return scores;
    }
    DataTable read = reader.table(rows);
    for (int from = 0; from < scores.length; from += CHUNK) {
      int to = Math.min(scores.length, from + CHUNK);
      double[] part =
          scoreChunk(
              scores.length <= CHUNK
                  ? read
                  : read.rows(IntStream.range(from, to).toArray(), "some"));
      System.arraycopy(part, 0, scores, from, part.length);
    }
    requireNumbers(scores);
    return scores;
  }

  /**
   * One probability for each row of the table, in the rows' order. Columns that the model does not
   * know are ignored.
   *
   * @throws DataException if the table has none of the columns that the model reads, or a value
   *     cannot be read
   */
  public double[] score(Table rows) {
    return score(DataTable.of(rows));
  }

  /** As {@link #score(Table)}. */
  public double[] score(DataTable rows) {
    List<String> names = rows.columns().stream().filter(reader.known()::contains).toList();
    Map<String, String[]> cells = new LinkedHashMap<>();
    names.forEach(name -> cells.put(name, rows.tokens(name)));
    List<Map<String, Object>> maps = new ArrayList<>(rows.rows());
    for (int row = 0; row < rows.rows(); row++) {
      Map<String, Object> map = new LinkedHashMap<>();
      for (Map.Entry<String, String[]> column : cells.entrySet()) {
        map.put(column.getKey(), column.getValue()[row]);
      }
      maps.add(map);
    }
    return score(maps);
  }

  private double[] scoreChunk(DataTable rows) {
    texts.forEach((column, source) -> source.prepare(rows.tokens(column)));
    EncodedRows encoded = features.encode(rows, null, null, null);
    double[] scores =
        single.isPresent() && encoded.rows() <= FEW
            ? oneByOne(single.get(), encoded)
            : Scoring.score(network, encoded);
    return Arrays.stream(scores).map(calibration::apply).toArray();
  }

  private static void requireNumbers(double[] scores) {
    for (int row = 0; row < scores.length; row++) {
      if (Double.isNaN(scores[row])) {
        throw new DataException(
            "row "
                + (row + 1)
                + " has the score NaN: a number in it is too far from those that the model was"
                + " trained on; give null where it is not known");
      }
    }
  }

  private static double[] oneByOne(RowScorer scorer, EncodedRows rows) {
    int[] ids = new int[rows.schema().idWidth()];
    float[] numbers = new float[rows.schema().numericWidth()];
    double[] scores = new double[rows.rows()];
    for (int row = 0; row < scores.length; row++) {
      rows.ids(row, ids);
      rows.numbers(row, numbers);
      scores[row] = scorer.score(ids, numbers);
    }
    return scores;
  }

  /**
   * A user's best candidates. A candidate's row is the user's values and its own; where both name a
   * column, its own count.
   *
   * @param user what is known of the user
   * @param candidates what is known of each candidate
   * @param k how many to keep; all if there are fewer
   * @return the columns {@code score} (the probability), {@code candidate} (its place in the list,
   *     from 0) and those that the candidates name, the model's first; best first, the earlier
   *     first among equals
   * @throws DataException if a row cannot be read
   * @throws ConfigException if {@code k} is below 1
   */
  public Ranking rank(Map<String, ?> user, List<? extends Map<String, ?>> candidates, int k) {
    if (k < 1) {
      throw new ConfigException(Messages.outOfRange("k", k, "at least 1"));
    }
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Map<String, ?> candidate : candidates) {
      Map<String, Object> row = new LinkedHashMap<>(user);
      row.putAll(candidate);
      rows.add(row);
    }
    double[] scores = score(rows);
    int[] best =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted(Comparator.comparing(i -> -scores[i]))
            .limit(k)
            .mapToInt(i -> i)
            .toArray();
    List<Column<?>> columns = new ArrayList<>();
    columns.add(
        DoubleColumn.create("score", Arrays.stream(best).mapToDouble(i -> scores[i]).toArray()));
    columns.add(IntColumn.create("candidate", best));
    for (String name : names(candidates)) {
      String[] cells =
          Arrays.stream(best)
              .mapToObj(i -> cell(candidates.get(i).get(name)))
              .toArray(String[]::new);
      columns.add(StringColumn.create(name, cells));
    }
    return new Ranking(DataTable.owning("ranking", columns, Provenance.NONE));
  }

  /** The model's columns in its order, then the others by name: a map may have no order. */
  private Set<String> names(List<? extends Map<String, ?>> rows) {
    Set<String> given = new TreeSet<>();
    rows.forEach(row -> given.addAll(row.keySet()));
    Set<String> names = new LinkedHashSet<>(columns());
    names.retainAll(given);
    names.addAll(given);
    names.remove("score");
    names.remove("candidate");
    return names;
  }

  private static String cell(Object value) {
    if (value == null) {
      return "";
    }
    return value instanceof Double number ? Tokens.number(number) : value.toString();
  }

  /** What is known of the model: data, training, metrics. */
  public ModelFacts facts() {
    return facts;
  }

  /** The columns that the model reads, as they are behind cleaning. */
  public List<String> columns() {
    return reader.read();
  }

  /** All columns that a row may name, before cleaning and behind it; those that are read first. */
  public Set<String> accepted() {
    return Collections.unmodifiableSet(reader.known());
  }

  @Override
  public void close() {
    network.parameters().close();
  }

  /** The model card, as Markdown. */
  @Override
  public String toString() {
    return new ModelCard(facts()).markdown();
  }

  /** The model card. */
  @Override
  public String toHtml() {
    return new ModelCard(facts()).toHtml();
  }
}
