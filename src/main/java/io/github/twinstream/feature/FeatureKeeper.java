package io.github.twinstream.feature;

import io.github.twinstream.error.DataException;
import io.github.twinstream.error.Messages;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Takes fitted encoders apart into a {@link FeatureState}, and puts them together again. */
final class FeatureKeeper {
  private static final int LONGEST_SEQUENCE = 1_000_000;

  private FeatureKeeper() {}

  static FeatureState state(Schema schema, List<FieldEncoder> encoders) {
    Map<Vocabulary, Integer> known = new IdentityHashMap<>();
    List<FeatureState.Words> words = new ArrayList<>();
    List<FeatureState.Entry> entries = new ArrayList<>();
    for (FieldEncoder encoder : encoders) {
      if (encoder instanceof FieldEncoder.Number n) {
        entries.add(new FeatureState.Number(n.field().column(), n.fill(), n.scaler()));
      } else if (encoder instanceof FieldEncoder.Vector v) {
        entries.add(
            new FeatureState.Vector(
                v.fields().get(0).column(),
                Arrays.stream(v.fills()).boxed().toList(),
                List.of(v.scalers())));
      } else if (encoder instanceof FieldEncoder.Token t) {
        entries.add(
            new FeatureState.Token(
                t.field().column(), reading(t.reader()), index(t.vocabulary(), known, words)));
      } else if (encoder instanceof FieldEncoder.Tokens t) {
        entries.add(
            new FeatureState.Sequence(
                t.field().column(),
                reading(t.reader()),
                index(t.vocabulary(), known, words),
                t.field().length(),
                t.padding(),
                t.field().pooling(),
                t.field().sharedWith()));
      }
    }
    return new FeatureState(entries, words, schema.streams());
  }

  private static int index(
      Vocabulary vocabulary, Map<Vocabulary, Integer> known, List<FeatureState.Words> words) {
    return known.computeIfAbsent(
        vocabulary,
        v -> {
          words.add(v.state());
          return words.size() - 1;
        });
  }

  private static FeatureState.Reading reading(TokenReader reader) {
    List<Double> boundaries =
        reader.buckets() == null
            ? null
            : Arrays.stream(reader.buckets().boundaries()).boxed().toList();
    return new FeatureState.Reading(
        reader.missing(), reader.conventions(), boundaries, reader.separator());
  }

  static List<FieldEncoder> encoders(
      FeatureState state, Map<String, ? extends VectorSource> vectors) {
    List<Vocabulary> vocabularies = state.vocabularies().stream().map(Vocabulary::of).toList();
    Map<String, FieldEncoder> encoders = new LinkedHashMap<>();
    for (FeatureState.Entry entry : state.fields()) {
      if (encoders.put(entry.column(), encoder(entry, vocabularies, vectors)) != null) {
        throw broken("column " + Messages.quote(entry.column()) + " comes twice");
      }
    }
    return List.copyOf(encoders.values());
  }

  private static FieldEncoder encoder(
      FeatureState.Entry entry,
      List<Vocabulary> vocabularies,
      Map<String, ? extends VectorSource> vectors) {
    String column = entry.column();
    if (entry instanceof FeatureState.Number n) {
      check(column, n.fill(), n.scaler());
      return new FieldEncoder.Number(Field.numeric(column, column), n.fill(), n.scaler());
    }
    if (entry instanceof FeatureState.Vector v) {
      return vector(v, vectors.get(column));
    }
    if (entry instanceof FeatureState.Token t) {
      Vocabulary vocabulary = vocabulary(t.vocabulary(), vocabularies, column);
      return new FieldEncoder.Token(
          Field.categorical(column, vocabulary.size()), vocabulary, reader(column, t.reading()));
    }
    FeatureState.Sequence s = (FeatureState.Sequence) entry;
    if (s.length() < 1
        || s.length() > LONGEST_SEQUENCE
        || s.reading().separator() == null
        || s.reading().separator().isEmpty()) {
      throw broken(
          "sequence "
              + Messages.quote(column)
              + " has the length "
              + s.length()
              + ", or no separator");
    }
    Vocabulary vocabulary = vocabulary(s.vocabulary(), vocabularies, column);
    Field field =
        Field.sequence(column, vocabulary.size(), s.length(), s.pooling(), s.sharedWith());
    return new FieldEncoder.Tokens(field, vocabulary, reader(column, s.reading()), s.padding());
  }

  private static FieldEncoder vector(FeatureState.Vector entry, VectorSource source) {
    String column = Messages.quote(entry.column());
    if (source == null) {
      throw broken("the vectors of column " + column + " are missing");
    }
    int dimension = source.dimension();
    if (entry.fills().size() != dimension || entry.scalers().size() != dimension) {
      throw broken(
          String.format(
              "column %s has vectors of %d numbers, but %d fillings and %d scalers",
              column, dimension, entry.fills().size(), entry.scalers().size()));
    }
    List<Field> fields = new ArrayList<>();
    for (int c = 0; c < dimension; c++) {
      check(entry.column(), entry.fills().get(c), entry.scalers().get(c));
      fields.add(Field.numeric(entry.column() + "_" + c, entry.column()));
    }
    return new FieldEncoder.Vector(
        fields,
        source,
        entry.fills().stream().mapToDouble(Double::doubleValue).toArray(),
        entry.scalers().toArray(Scaler[]::new));
  }

  private static void check(String column, double fill, Scaler scaler) {
    boolean finite =
        Double.isFinite(fill)
            && Double.isFinite(scaler.offset())
            && Double.isFinite(scaler.divisor());
    if (!finite || scaler.divisor() == 0) {
      throw broken(
          "column " + Messages.quote(column) + " is filled with " + fill + ", scaled by " + scaler);
    }
  }

  private static TokenReader reader(String column, FeatureState.Reading reading) {
    Buckets buckets = null;
    if (reading.boundaries() != null) {
      buckets =
          Buckets.of(reading.boundaries().stream().mapToDouble(Double::doubleValue).toArray());
    }
    return new TokenReader(
        column, reading.missing(), reading.conventions(), buckets, reading.separator());
  }

  private static Vocabulary vocabulary(int index, List<Vocabulary> all, String column) {
    if (index < 0 || index >= all.size()) {
      throw broken(
          "column " + Messages.quote(column) + " names vocabulary " + index + " of " + all.size());
    }
    return all.get(index);
  }

  static Schema schema(FeatureState state, List<FieldEncoder> encoders) {
    List<Field> fields = encoders.stream().flatMap(e -> e.fields().stream()).toList();
    state
        .streams()
        .forEach(
            (name, indexes) -> {
              boolean fits = indexes.stream().allMatch(i -> i >= 0 && i < fields.size());
              if (!fits || new HashSet<>(indexes).size() < indexes.size()) {
                throw broken(
                    "stream "
                        + Messages.quote(name)
                        + " names the fields "
                        + indexes
                        + " of "
                        + fields.size());
              }
            });
    return new Schema(fields, state.streams());
  }

  static DataException broken(String what) {
    return new DataException("the saved fields do not fit together: " + what);
  }
}
