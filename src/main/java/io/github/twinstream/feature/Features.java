package io.github.twinstream.feature;

import io.github.twinstream.progress.Interrupts;
import io.github.twinstream.progress.Progress;
import io.github.twinstream.table.CodedTexts;
import io.github.twinstream.table.DataTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A {@link FeaturePlan} fitted on training rows: it encodes any rows, and never changes. */
public final class Features {
  private final Schema schema;
  private final List<FieldEncoder> encoders;

  private Features(Schema schema, List<FieldEncoder> encoders) {
    this.schema = schema;
    this.encoders = encoders;
  }

  /**
   * Fits vocabularies, fillings and scalings on these rows alone.
   *
   * @param plan what becomes of which column
   * @param train the training rows
   * @param vectors the columns whose cells stand for vectors
   * @throws io.github.twinstream.error.DataException if a column is missing, is no number where one
   *     is asked for, or has no value to fit on
   */
  public static Features fit(
      FeaturePlan plan, DataTable train, Map<String, ? extends VectorSource> vectors) {
    List<FieldEncoder> encoders = new FeatureFitter(plan, train, vectors).encoders();
    List<Field> fields = encoders.stream().flatMap(e -> e.fields().stream()).toList();
    return new Features(Schema.of(fields, plan.streams()), encoders);
  }

  /**
   * Puts fitted ones together again.
   *
   * @param state what {@link #state()} gave
   * @param vectors the columns whose cells stand for vectors
   * @throws io.github.twinstream.error.DataException if the state does not fit together
   */
  public static Features of(FeatureState state, Map<String, ? extends VectorSource> vectors) {
    List<FieldEncoder> encoders = FeatureKeeper.encoders(state, vectors);
    return new Features(FeatureKeeper.schema(state, encoders), encoders);
  }

  /** All that was fitted, as plain values. */
  public FeatureState state() {
    return FeatureKeeper.state(schema, encoders);
  }

  /** The fields and streams. */
  public Schema schema() {
    return schema;
  }

  /** The vocabularies by field name, without numeric fields. */
  public Map<String, Vocabulary> vocabularies() {
    Map<String, Vocabulary> found = new LinkedHashMap<>();
    for (FieldEncoder encoder : encoders) {
      if (encoder instanceof FieldEncoder.Token token) {
        found.put(token.field().name(), token.vocabulary());
      } else if (encoder instanceof FieldEncoder.Tokens tokens) {
        found.put(tokens.field().name(), tokens.vocabulary());
      }
    }
    return found;
  }

  /**
   * The rows as numbers.
   *
   * @param rows any rows with the columns that the plan names
   * @param labelColumn the column of 0 and 1; {@code null} for rows without labels
   * @param relevanceColumn the graded truth; {@code null} for none
   * @param groupColumn what metrics by group and rankings go by; {@code null} for none
   */
  public EncodedRows encode(
      DataTable rows, String labelColumn, String relevanceColumn, String groupColumn) {
    int count = rows.rows();
    FieldEncoder.Matrices out =
        new FieldEncoder.Matrices(
            new int[Math.multiplyExact(count, schema.idWidth())],
            schema.idWidth(),
            new float[Math.multiplyExact(count, schema.numericWidth())],
            schema.numericWidth());
    int field = 0;
    try (Progress.Task task = Progress.start("encode", schema.size())) {
      for (FieldEncoder encoder : encoders) {
        Interrupts.check("encoding rows");
        task.detail(encoder.fields().get(0).column());
        encoder.encode(rows, out, schema.offset(field));
        field += encoder.fields().size();
        task.advance(encoder.fields().size());
      }
    }
    float[] label = new float[labelColumn == null ? 0 : count];
    if (labelColumn != null) {
      double[] values = rows.numbers(labelColumn);
      for (int row = 0; row < count; row++) {
        label[row] = (float) values[row];
      }
    }
    double[] relevance = relevanceColumn == null ? new double[0] : rows.numbers(relevanceColumn);
    Grouping groups = groupColumn == null ? Grouping.NONE : Grouping.of(rows.coded(groupColumn));
    return new EncodedRows(
        schema, count, out.ids(), out.numeric(), label, relevance, groups.group(), groups.names());
  }

  /** Each row's group as an index of the names, which come as they are first seen. */
  private record Grouping(int[] group, String[] names) {
    private static final Grouping NONE = new Grouping(new int[0], new String[0]);

    static Grouping of(CodedTexts tokens) {
      int[] known = new int[tokens.distinct() + 1];
      List<String> names = new ArrayList<>();
      int[] group = new int[tokens.rows()];
      for (int row = 0; row < group.length; row++) {
        int code = tokens.code(row);
        if (known[code + 1] == 0) {
          names.add(Objects.requireNonNullElse(tokens.text(code), ""));
          known[code + 1] = names.size();
        }
        group[row] = known[code + 1] - 1;
      }
      return new Grouping(group, names.toArray(String[]::new));
    }
  }
}
