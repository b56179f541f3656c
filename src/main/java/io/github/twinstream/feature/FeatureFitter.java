package io.github.twinstream.feature;

import io.github.twinstream.error.DataException;
import io.github.twinstream.progress.Interrupts;
import io.github.twinstream.progress.Progress;
import io.github.twinstream.table.DataTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Fits a {@link FeaturePlan} on training rows: vocabularies first, since they may be shared. */
final class FeatureFitter {
  private final FeaturePlan plan;
  private final DataTable train;
  private final Map<String, ? extends VectorSource> vectors;

  FeatureFitter(FeaturePlan plan, DataTable train, Map<String, ? extends VectorSource> vectors) {
    this.plan = plan;
    this.train = train;
    this.vectors = vectors;
  }

  List<FieldEncoder> encoders() {
    List<FieldEncoder> encoders = new ArrayList<>();
    long units = plan.fields().stream().mapToInt(field -> 1 + dimension(field)).sum();
    try (Progress.Task task = Progress.start("fit fields", units)) {
      Map<String, Vocabulary> vocabularies = vocabularies(task);
      for (FieldPlan field : plan.fields()) {
        Interrupts.check("fit fields");
        task.detail(field.column());
        encoders.add(encoder(field, vocabularies, task));
      }
    }
    return encoders;
  }

  /** How many fields the plan's field becomes. */
  private int dimension(FieldPlan field) {
    boolean embedded = field instanceof FieldPlan.Numeric && vectors.containsKey(field.column());
    return embedded ? vectors.get(field.column()).dimension() : 1;
  }

  private FieldEncoder encoder(
      FieldPlan field, Map<String, Vocabulary> vocabularies, Progress.Task task) {
    VectorSource source = vectors.get(field.column());
    if (field instanceof FieldPlan.Numeric n && source != null) {
      return vector(n, source, task);
    }
    task.advance(1);
    if (field instanceof FieldPlan.Numeric n) {
      return number(n);
    }
    if (field instanceof FieldPlan.Categorical c) {
      Vocabulary vocabulary = vocabularies.get(c.column());
      return new FieldEncoder.Token(
          Field.categorical(c.column(), vocabulary.size()), vocabulary, reader(c));
    }
    return sequence((FieldPlan.Sequence) field, vocabularies);
  }

  private Map<String, Vocabulary> vocabularies(Progress.Task task) {
    Map<String, Vocabulary> found = new LinkedHashMap<>();
    Conventions rules = plan.conventions();
    for (FieldPlan field : plan.fields()) {
      task.detail(field.column());
      if (field instanceof FieldPlan.Categorical c) {
        found.put(c.column(), vocabulary(reader(c).tokens(train).counts(), c.tokens(), rules));
      } else if (field instanceof FieldPlan.Sequence s) {
        List<String> tokens = new ArrayList<>();
        for (String[] list : reader(s).lists(train)) {
          tokens.addAll(Arrays.asList(list));
        }
        Vocabulary own = vocabulary(Vocabulary.count(tokens), s.tokens(), rules);
        if (s.sharedWith().isEmpty()) {
          found.put(s.column(), own);
        } else {
          found.put(s.sharedWith(), found.get(s.sharedWith()).including(own, rules));
        }
      }
      task.advance(1);
    }
    return found;
  }

  private Vocabulary vocabulary(
      Map<String, Integer> counts, FieldPlan.TokenOptions options, Conventions rules) {
    return Vocabulary.of(counts, options.minCount(), options.sharedUnknown(), rules);
  }

  private TokenReader reader(FieldPlan.Categorical field) {
    Buckets buckets =
        field.buckets() == 0
            ? null
            : Buckets.fit(field.column(), train.numbers(field.column()), field.buckets());
    return new TokenReader(
        field.column(), field.tokens().missing(), plan.conventions(), buckets, null);
  }

  private TokenReader reader(FieldPlan.Sequence field) {
    return new TokenReader(
        field.column(), field.tokens().missing(), plan.conventions(), null, field.separator());
  }

  private FieldEncoder sequence(FieldPlan.Sequence field, Map<String, Vocabulary> vocabularies) {
    Vocabulary vocabulary =
        vocabularies.get(field.sharedWith().isEmpty() ? field.column() : field.sharedWith());
    TokenReader reader = reader(field);
    int length =
        field.maxLength() > 0
            ? field.maxLength()
            : Math.max(
                1, Arrays.stream(reader.lists(train)).mapToInt(l -> l.length).max().orElse(1));
    Field made =
        Field.sequence(
            field.column(), vocabulary.size(), length, field.pooling(), field.sharedWith());
    return new FieldEncoder.Tokens(made, vocabulary, reader, field.padding());
  }

  private double[] numbers(FieldPlan.Numeric field) {
    try {
      return train.numbers(field.column());
    } catch (DataException e) {
      String way = train.has(field.column()) ? "; or take it as words: categorical(...)" : "";
      throw new DataException(e.getMessage() + way);
    }
  }

  private FieldEncoder number(FieldPlan.Numeric field) {
    double[] values = numbers(field);
    FieldEncoder.requireFinite(field.column(), values);
    double fill = field.fill().fit(field.column(), values);
    Scaler scaler = field.scaling().fit(filled(values, fill));
    return new FieldEncoder.Number(Field.numeric(field.column(), field.column()), fill, scaler);
  }

  private FieldEncoder vector(FieldPlan.Numeric field, VectorSource source, Progress.Task task) {
    String[] texts = train.tokens(field.column());
    Map<String, float[]> known = new HashMap<>();
    for (String text : texts) {
      if (text != null) {
        known.computeIfAbsent(text, source::vector);
      }
    }
    float[][] vectors = Arrays.stream(texts).map(known::get).toArray(float[][]::new);
    int dimension = source.dimension();
    List<Field> fields = new ArrayList<>();
    double[] fills = new double[dimension];
    Scaler[] scalers = new Scaler[dimension];
    double[] values = new double[texts.length];
    for (int c = 0; c < dimension; c++) {
      Interrupts.check("fit fields");
      for (int row = 0; row < texts.length; row++) {
        values[row] = vectors[row] == null ? Double.NaN : vectors[row][c];
      }
      String name = field.column() + "_" + c;
      fills[c] = field.fill().fit(name, values);
      scalers[c] = field.scaling().fit(filled(values, fills[c]));
      fields.add(Field.numeric(name, field.column()));
      task.advance(1);
    }
    return new FieldEncoder.Vector(fields, source, fills, scalers);
  }

  private double[] filled(double[] values, double fill) {
    return Arrays.stream(values).map(v -> Double.isNaN(v) ? fill : v).toArray();
  }
}
