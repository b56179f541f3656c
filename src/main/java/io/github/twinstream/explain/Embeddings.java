package io.github.twinstream.explain;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.DataException;
import io.github.twinstream.error.Messages;
import io.github.twinstream.feature.EncodedRows;
import io.github.twinstream.feature.Field;
import io.github.twinstream.feature.Schema;
import io.github.twinstream.feature.Vocabulary;
import io.github.twinstream.model.Network;
import io.github.twinstream.model.Parameters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a network has learned of one field's tokens: their vectors, less the mean vector of the
 * training rows, which says nothing of one token. Tokens seen in few rows are left out: their
 * vectors are still near their random beginning. Immutable.
 */
public final class Embeddings {
  private final String field;
  private final List<String> tokens;
  private final float[][] vectors;
  private final int[] counts;

  private Embeddings(String field, List<String> tokens, float[][] vectors, int[] counts) {
    this.field = field;
    this.tokens = tokens;
    this.vectors = vectors;
    this.counts = counts;
  }

  /**
   * Reads a field's vectors.
   *
   * @param network the network
   * @param vocabularies the tokens of each field
   * @param train the training rows, to count tokens in
   * @param field a categorical or sequence field
   * @param minCount tokens in fewer training rows are left out
   * @throws ConfigException if there is no such field, it is numeric, or the network has no vectors
   *     of it
   * @throws DataException if no token is that frequent
   */
  public static Embeddings of(
      Network network,
      Map<String, Vocabulary> vocabularies,
      EncodedRows train,
      String field,
      int minCount) {
    Vocabulary vocabulary = vocabularies.get(field);
    if (vocabulary == null) {
      throw new ConfigException(
          Messages.unknown("field with embedded tokens", field, vocabularies.keySet()));
    }
    Schema schema = train.schema();
    Field described = schema.fields().get(schema.indexOf(field));
    int[] counts = counts(train, schema.indexOf(field), described);
    float[] table = table(network, described);
    int d = table.length / described.vocabularySize();
    List<Map.Entry<String, Integer>> kept =
        vocabulary.tokens().entrySet().stream()
            .filter(e -> counts[e.getValue()] >= minCount)
            .sorted(Comparator.comparing(e -> -counts[e.getValue()]))
            .toList();
    if (kept.isEmpty()) {
      throw new DataException(
          "no token of "
              + Messages.quote(field)
              + " is in "
              + minCount
              + " training rows or more: ask for fewer");
    }
    double[] mean = mean(table, counts, d);
    float[][] vectors = new float[kept.size()][d];
    int[] seen = new int[kept.size()];
    for (int i = 0; i < vectors.length; i++) {
      int id = kept.get(i).getValue();
      seen[i] = counts[id];
      for (int k = 0; k < d; k++) {
        vectors[i][k] = (float) (table[id * d + k] - mean[k]);
      }
    }
    return new Embeddings(field, kept.stream().map(Map.Entry::getKey).toList(), vectors, seen);
  }

  private static int[] counts(EncodedRows rows, int index, Field field) {
    int[] counts = new int[field.vocabularySize()];
    int width = rows.schema().idWidth();
    int offset = rows.schema().offset(index);
    for (int row = 0; row < rows.rows(); row++) {
      for (int i = 0; i < field.length(); i++) {
        counts[rows.ids()[row * width + offset + i]]++;
      }
    }
    counts[0] = 0;
    return counts;
  }

  /** The widest table of this field: some networks have a second one, of single weights. */
  private static float[] table(Network network, Field field) {
    String owner = field.sharedWith().isEmpty() ? field.name() : field.sharedWith();
    String ending = "embedding_layers." + owner + ".weight";
    Parameters.View view =
        network.parameters().views().entrySet().stream()
            .filter(e -> e.getKey().endsWith(ending))
            .map(Map.Entry::getValue)
            .max(Comparator.comparingInt(Parameters.View::size))
            .orElseThrow(
                () ->
                    new ConfigException(
                        "the network keeps no vectors of " + Messages.quote(field.name())));
    Parameters.Parameter parameter =
        network.parameters().learned().stream()
            .filter(p -> p.name().equals(view.parameter()))
            .findFirst()
            .orElseThrow();
    try (NDManager manager = network.parameters().manager().newSubManager();
        NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      NDArray flat = parameter.value().flatten();
      flat.attach(manager);
      return flat.get("{}:{}", view.start(), view.start() + view.size()).toFloatArray();
    }
  }

  private static double[] mean(float[] table, int[] counts, int d) {
    double[] mean = new double[d];
    double rows = 0;
    for (int id = 0; id < counts.length; id++) {
      rows += counts[id];
      for (int k = 0; k < d; k++) {
        mean[k] += (double) counts[id] * table[id * d + k];
      }
    }
    for (int k = 0; k < d; k++) {
      mean[k] /= Math.max(1, rows);
    }
    return mean;
  }

  /** The field. */
  public String field() {
    return field;
  }

  /** The tokens kept, most frequent first. */
  public List<String> tokens() {
    return List.copyOf(tokens);
  }

  int count(int token) {
    return counts[token];
  }

  float[] vector(int token) {
    return vectors[token];
  }

  /**
   * The tokens nearest to one by the cosine of their vectors.
   *
   * @param most neighbours at most
   * @throws DataException if the token is not among those kept
   */
  public Neighbours neighbours(String token, int most) {
    int at = tokens.indexOf(token);
    if (at < 0) {
      throw new DataException(
          Messages.unknown("frequent token of " + Messages.quote(field), token, tokens));
    }
    Map<Integer, Double> cosines = new LinkedHashMap<>();
    for (int i = 0; i < vectors.length; i++) {
      double cosine = cosine(vectors[at], vectors[i]);
      if (i != at && !Double.isNaN(cosine)) {
        cosines.put(i, cosine);
      }
    }
    List<Neighbours.Neighbour> nearest = new ArrayList<>();
    cosines.entrySet().stream()
        .sorted(Map.Entry.<Integer, Double>comparingByValue().reversed())
        .limit(most)
        .forEach(
            e ->
                nearest.add(
                    new Neighbours.Neighbour(
                        tokens.get(e.getKey()), e.getValue(), counts[e.getKey()])));
    return new Neighbours(field, token, counts[at], nearest, tokens.size());
  }

  /** NaN if either has no length. */
  private static double cosine(float[] a, float[] b) {
    double dot = 0;
    double lengthA = 0;
    double lengthB = 0;
    for (int k = 0; k < a.length; k++) {
      dot += (double) a[k] * b[k];
      lengthA += (double) a[k] * a[k];
      lengthB += (double) b[k] * b[k];
    }
    return dot / Math.sqrt(lengthA * lengthB);
  }
}
