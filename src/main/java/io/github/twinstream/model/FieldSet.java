package io.github.twinstream.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.twinstream.feature.Field;
import io.github.twinstream.feature.Pooling;
import io.github.twinstream.feature.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Some fields of an {@link EmbeddingLayer}, with tables of their own. Its vectors come as numeric
 * fields, then categorical ones, then sequences; where the schema mixes kinds, they are put in
 * field order afterwards.
 */
final class FieldSet {
  /** A sequence's columns of the lookup and of the mask. */
  record Lookup(int start, int length, int maskStart, Pooling pooling) {}

  private final String name;
  private final Map<String, Parameters.View> views = new LinkedHashMap<>();
  private final List<Lookup> sequences = new ArrayList<>();
  private final List<Integer> order = new ArrayList<>();
  private final int numericStart;
  private final int idStart;
  private int numericCount;
  private int singleCount;

  /**
   * @param name begins the parameters' names
   * @param members the fields, ascending
   * @param columns where its input columns are added
   * @param tables where its tables and numeric vectors are added
   */
  FieldSet(String name, Schema schema, List<Integer> members, Columns columns, Tables tables) {
    this.name = name;
    this.numericStart = columns.numericSource.size();
    this.idStart = columns.idSource.size();
    Map<String, Integer> starts = new LinkedHashMap<>();
    List<Integer> arrival = new ArrayList<>();
    for (Field.Kind kind : Field.Kind.values()) {
      for (int index : members) {
        Field field = schema.fields().get(index);
        if (field.kind() == kind) {
          arrival.add(index);
          add(field, schema.offset(index), starts, columns, tables);
        }
      }
    }
    members.forEach(index -> order.add(arrival.indexOf(index)));
  }

  private void add(
      Field field, int offset, Map<String, Integer> starts, Columns columns, Tables tables) {
    if (field.kind() == Field.Kind.NUMERIC) {
      views.put(field.name(), new Parameters.View(tables.numericName, tables.numericRows++, 1));
      columns.numericSource.add(offset);
      numericCount++;
      return;
    }
    Integer shared = tables.shared ? starts.get(field.sharedWith()) : null;
    int start = shared == null ? tables.add(field.vocabularySize()) : shared;
    if (shared == null) {
      views.put(field.name(), new Parameters.View(tables.tableName, start, field.vocabularySize()));
    }
    starts.put(field.name(), start);
    boolean sequence = field.kind() == Field.Kind.SEQUENCE;
    if (sequence) {
      sequences.add(
          new Lookup(columns.idSource.size(), field.length(), columns.masked, field.pooling()));
      columns.masked += field.length();
    } else {
      singleCount++;
    }
    for (int i = 0; i < field.length(); i++) {
      columns.idSource.add(offset + i);
      columns.idOffset.add(start);
      columns.idMasked.add(sequence);
    }
  }

  void nameViews(Parameters parameters, int dimension) {
    views.forEach(
        (field, rows) ->
            parameters.view(
                name + ".embedding_layer.embedding_layers." + field + ".weight",
                new Parameters.View(
                    rows.parameter(), rows.start() * dimension, rows.size() * dimension)));
  }

  int numericStart() {
    return numericStart;
  }

  int numericCount() {
    return numericCount;
  }

  int idStart() {
    return idStart;
  }

  int singleCount() {
    return singleCount;
  }

  /** Ids of its sequences, which follow its single ones. */
  int sequenceIds() {
    return sequences.stream().mapToInt(Lookup::length).sum();
  }

  List<Lookup> sequences() {
    return sequences;
  }

  /** Whether the vectors arrive in field order already. */
  boolean canonical() {
    for (int i = 0; i < order.size(); i++) {
      if (order.get(i) != i) {
        return false;
      }
    }
    return true;
  }

  /** The places of the fields among the vectors as they arrive. */
  NDArray order(NDManager manager) {
    return manager.create(order.stream().mapToLong(Integer::longValue).toArray());
  }

  /** Counts the input columns over all sets. */
  static final class Columns {
    private final List<Integer> idSource = new ArrayList<>();
    private final List<Integer> idOffset = new ArrayList<>();
    private final List<Boolean> idMasked = new ArrayList<>();
    private final List<Integer> numericSource = new ArrayList<>();
    private int masked;

    /** Reads a number as it is. */
    void number(int offset) {
      numericSource.add(offset);
    }

    int[] idSource() {
      return idSource.stream().mapToInt(i -> i).toArray();
    }

    int[] idOffset() {
      return idOffset.stream().mapToInt(i -> i).toArray();
    }

    boolean[] idMasked() {
      boolean[] result = new boolean[idMasked.size()];
      for (int i = 0; i < result.length; i++) {
        result[i] = idMasked.get(i);
      }
      return result;
    }

    int[] numericSource() {
      return numericSource.stream().mapToInt(i -> i).toArray();
    }

    int ids() {
      return idSource.size();
    }

    int masked() {
      return masked;
    }

    int numbers() {
      return numericSource.size();
    }
  }

  /** Counts the rows of the two parameters that hold the tables and the numeric vectors. */
  static final class Tables {
    private static final double SMALL = 1e-4;

    private final String tableName;
    private final String numericName;
    private final boolean shared;
    private final List<Integer> starts = new ArrayList<>();
    private int rows;
    private int numericRows;

    /**
     * @param name begins the parameters' names
     * @param shared whether a field that names another one shares its table
     */
    Tables(String name, boolean shared) {
      this.tableName = name + ".table";
      this.numericName = name + ".numeric";
      this.shared = shared;
    }

    private int add(int count) {
      starts.add(rows);
      rows = Math.addExact(rows, count);
      return starts.get(starts.size() - 1);
    }

    /** All tables, one below the other: N(0, 1e-4²), padding rows 0; {@code null} without rows. */
    NDArray table(Parameters parameters, int width) {
      if (rows == 0) {
        return null;
      }
      Shape shape = new Shape(rows, width);
      float[] values = parameters.values(shape);
      parameters.fillNormal(values, 0, values.length, SMALL);
      for (int start : starts) {
        Arrays.fill(values, start * width, (start + 1) * width, 0);
      }
      return parameters.add(tableName, values, shape, true);
    }

    /** The numeric fields' vectors, Xavier-normal; {@code null} without numeric fields. */
    NDArray numericVectors(Parameters parameters, int width) {
      return numeric(parameters, width, Math.sqrt(2.0 / (1 + width)));
    }

    /**
     * The numeric fields' first-order weights, N(0, 1e-4²) as the other fields' are; {@code null}
     * without numeric fields. In the reference they begin with deviation 1, which drowns the rest
     * for many epochs where there are many of them.
     */
    NDArray numericWeights(Parameters parameters) {
      return numeric(parameters, 1, SMALL);
    }

    private NDArray numeric(Parameters parameters, int width, double deviation) {
      if (numericRows == 0) {
        return null;
      }
      Shape shape = new Shape(numericRows, width);
      float[] values = parameters.values(shape);
      parameters.fillNormal(values, 0, values.length, deviation);
      return parameters.add(numericName, values, shape, true);
    }
  }
}
