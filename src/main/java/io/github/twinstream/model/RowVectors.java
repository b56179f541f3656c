package io.github.twinstream.model;

import io.github.twinstream.feature.Field;
import io.github.twinstream.feature.Pooling;
import io.github.twinstream.feature.Schema;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The vectors of some fields of one row, one behind the other in field order. */
final class RowVectors {
  /** A field, where its row begins in the schema's columns, and its values. */
  private record Source(Field field, int offset, float[] values, int start) {}

  private final Source[] sources;
  private final int dimension;

  /** Numbers that {@link #unfolded} gives. */
  private final int width;

  /**
   * @param set the set's name in its {@link EmbeddingLayer}
   * @param members its fields
   * @param values all parameters' values
   */
  RowVectors(
      String set,
      Schema schema,
      List<Integer> members,
      int dimension,
      Map<String, Parameters.View> views,
      Map<String, float[]> values) {
    this.dimension = dimension;
    this.sources =
        members.stream()
            .map(
                index -> {
                  Field field = schema.fields().get(index);
                  Parameters.View own = views.get(name(set, field.name()));
                  Parameters.View view =
                      own == null ? views.get(name(set, field.sharedWith())) : own;
                  return new Source(
                      field, schema.offset(index), values.get(view.parameter()), view.start());
                })
            .toArray(Source[]::new);
    long numeric =
        Arrays.stream(sources).filter(s -> s.field().kind() == Field.Kind.NUMERIC).count();
    this.width = sources.length * dimension - (int) numeric * (dimension - 1);
  }

  private static String name(String set, String field) {
    return set + ".embedding_layer.embedding_layers." + field + ".weight";
  }

  float[] of(int[] ids, float[] numbers) {
    float[] e = new float[sources.length * dimension];
    for (int f = 0; f < sources.length; f++) {
      Source source = sources[f];
      if (source.field.kind() == Field.Kind.NUMERIC) {
        add(source, source.start, numbers[source.offset], e, f * dimension);
      } else {
        look(source, ids, e, f * dimension);
      }
    }
    return e;
  }

  /** As {@link #of}, but of a numeric field only its number: what a {@link #folded} layer takes. */
  float[] unfolded(int[] ids, float[] numbers) {
    float[] e = new float[width];
    int at = 0;
    for (Source source : sources) {
      if (source.field.kind() == Field.Kind.NUMERIC) {
        e[at++] = numbers[source.offset];
      } else {
        look(source, ids, e, at);
        at += dimension;
      }
    }
    return e;
  }

  /** A layer over these vectors with the numeric fields' vectors multiplied into its weight. */
  RowDense folded(RowDense layer) {
    float[][] weight = new float[width][];
    int at = 0;
    for (int f = 0; f < sources.length; f++) {
      Source source = sources[f];
      if (source.field.kind() == Field.Kind.NUMERIC) {
        float[] vector = Arrays.copyOfRange(source.values, source.start, source.start + dimension);
        weight[at++] = layer.product(vector, f * dimension);
      } else {
        for (int k = 0; k < dimension; k++) {
          weight[at++] = layer.weights(f * dimension + k);
        }
      }
    }
    return layer.with(weight);
  }

  private void look(Source source, int[] ids, float[] e, int at) {
    if (source.field.kind() == Field.Kind.CATEGORICAL) {
      add(source, row(source, ids[source.offset]), 1, e, at);
    } else {
      pool(source, ids, e, at);
    }
  }

  private int row(Source source, int id) {
    return source.start + id * dimension;
  }

  private void add(Source source, int from, float factor, float[] e, int at) {
    for (int k = 0; k < dimension; k++) {
      e[at + k] += factor * source.values[from + k];
    }
  }

  private void pool(Source source, int[] ids, float[] e, int at) {
    int count = 0;
    for (int i = 0; i < source.field.length(); i++) {
      int id = ids[source.offset + i];
      if (id != 0) {
        add(source, row(source, id), 1, e, at);
        count++;
      }
    }
    if (source.field.pooling() != Pooling.SUM) {
      float share = (float) (1 / (count + 1e-12));
      for (int k = 0; k < dimension; k++) {
        e[at + k] *= count == 0 ? 0 : share;
      }
    }
  }
}
