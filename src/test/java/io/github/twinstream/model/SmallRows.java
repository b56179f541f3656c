package io.github.twinstream.model;

import io.github.twinstream.feature.EncodedRows;
import io.github.twinstream.feature.Field;
import io.github.twinstream.feature.Pooling;
import io.github.twinstream.feature.Schema;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Tiny encoded rows in which a label follows from the fields. */
final class SmallRows {
  /** Kinds mixed on purpose, a list that shares a table and one that is summed. */
  static final Schema MIXED =
      Schema.of(
          List.of(
              Field.categorical("author", 6),
              Field.numeric("age", "age"),
              Field.sequence("read", 6, 3, Pooling.MEAN, "author"),
              Field.categorical("country", 4),
              Field.numeric("year", "year"),
              Field.sequence("tags", 5, 2, Pooling.SUM, "")),
          Map.of());

  private SmallRows() {}

  /** With the streams that two-stream networks ask for. */
  static Schema streamed(Schema schema) {
    List<String> names = schema.fields().stream().map(Field::name).toList();
    int half = names.size() / 2;
    Map<String, List<String>> streams = new java.util.LinkedHashMap<>();
    streams.put("user", names.subList(0, half));
    streams.put("item", names.subList(half, names.size()));
    return Schema.of(schema.fields(), streams);
  }

  static Schema of(Field... fields) {
    return Schema.of(List.of(fields), Map.of());
  }

  /** Rows whose label depends on the first field, and on age where there is one. */
  static EncodedRows draw(Schema schema, int rows, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] ids = new int[rows * schema.idWidth()];
    float[] numbers = new float[rows * schema.numericWidth()];
    float[] labels = new float[rows];
    for (int row = 0; row < rows; row++) {
      double taste = 0;
      for (int f = 0; f < schema.size(); f++) {
        Field field = schema.fields().get(f);
        if (field.kind() == Field.Kind.NUMERIC) {
          double value = 2 * random.nextDouble() - 1;
          numbers[row * schema.numericWidth() + schema.offset(f)] = (float) value;
          taste += 2 * value;
          continue;
        }
        int filled = field.kind() == Field.Kind.SEQUENCE ? random.nextInt(field.length() + 1) : 1;
        for (int i = 0; i < filled; i++) {
          int id = 1 + random.nextInt(field.vocabularySize() - 1);
          ids[row * schema.idWidth() + schema.offset(f) + i] = id;
          taste += field.kind() == Field.Kind.CATEGORICAL ? (id % 2 == 0 ? 1.5 : -1.5) : 0;
        }
      }
      labels[row] = random.nextDouble() < 1 / (1 + Math.exp(-taste)) ? 1 : 0;
    }
    return new EncodedRows(
        schema, rows, ids, numbers, labels, new double[0], new int[0], new String[0]);
  }
}
