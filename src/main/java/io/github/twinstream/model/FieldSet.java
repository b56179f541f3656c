package io.github.twinstream.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.github.twinstream.feature.Field;
import io.github.twinstream.feature.Pooling;
import io.github.twinstream.feature.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Some fields of an {@link EmbeddingLayer}, with tables of their own. Its vectors come as numeric
 * fields, then categorical ones, then sequences; where the schema mixes kinds, they are put in
 * field order afterwards.
 */
final class FieldSet {
  /** The parameter that holds all tables, one below the other. */
  static final String TABLE = "embedding.table";

  /** The parameter that holds the numeric fields' vectors. */
  static final String NUMERIC = "embedding.numeric";

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

  FieldSet(String name, Schema schema, List<Integer> members, Counter counter) {
    this.name = name;
    this.numericStart = counter.numericSource.size();
    this.idStart = counter.idSource.size();
    Map<String, Integer> starts = new LinkedHashMap<>();
    List<Integer> arrival = new ArrayList<>();
    for (Field.Kind kind : Field.Kind.values()) {
      for (int index : members) {
        Field field = schema.fields().get(index);
        if (field.kind() == kind) {
          arrival.add(index);
          add(field, schema.offset(index), starts, counter);
        }
      }
    }
    members.forEach(index -> order.add(arrival.indexOf(index)));
  }

  private void add(Field field, int offset, Map<String, Integer> starts, Counter counter) {
    if (field.kind() == Field.Kind.NUMERIC) {
      views.put(field.name(), new Parameters.View(NUMERIC, counter.numericSource.size(), 1));
      counter.numericSource.add(offset);
      numericCount++;
      return;
    }
    Integer shared = starts.get(field.sharedWith());
    int start = shared == null ? counter.table(field.vocabularySize()) : shared;
    if (shared == null) {
      starts.put(field.name(), start);
      views.put(field.name(), new Parameters.View(TABLE, start, field.vocabularySize()));
    }
    boolean sequence = field.kind() == Field.Kind.SEQUENCE;
    if (sequence) {
      sequences.add(
          new Lookup(counter.idSource.size(), field.length(), counter.masked, field.pooling()));
      counter.masked += field.length();
    } else {
      singleCount++;
    }
    for (int i = 0; i < field.length(); i++) {
      counter.idSource.add(offset + i);
      counter.idOffset.add(start);
      counter.idMasked.add(sequence);
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

  /** Counts table rows and input columns over all sets. */
  static final class Counter {
    private final List<Integer> idSource = new ArrayList<>();
    private final List<Integer> idOffset = new ArrayList<>();
    private final List<Boolean> idMasked = new ArrayList<>();
    private final List<Integer> numericSource = new ArrayList<>();
    private final List<Integer> tableStarts = new ArrayList<>();
    private int tableRows;
    private int masked;

    private int table(int rows) {
      tableStarts.add(tableRows);
      tableRows = Math.addExact(tableRows, rows);
      return tableStarts.get(tableStarts.size() - 1);
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

    List<Integer> tableStarts() {
      return tableStarts;
    }

    int tableRows() {
      return tableRows;
    }
  }
}
