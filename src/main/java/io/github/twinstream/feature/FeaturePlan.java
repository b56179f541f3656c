package io.github.twinstream.feature;

import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.Messages;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Which columns a network reads, how, and which of them make up its streams: the {@code s} in
 * {@code streams(s -> s.numeric("Age").categorical("country").stream("user", "Age"))}. Fields keep
 * the order in which they are declared.
 */
public final class FeaturePlan {
  private final Map<String, FieldPlan> fields = new LinkedHashMap<>();
  private final Map<String, List<String>> streams = new LinkedHashMap<>();
  private Conventions conventions = Conventions.FUXICTR_2_3;
  private Scaling scaling = Scaling.MIN_MAX;
  private FieldPlan.TokenOptions tokens = FieldPlan.TokenOptions.DEFAULT;

  /** Reads these columns as numbers; an embedded text gives one field for each component. */
  public FeaturePlan numeric(String... columns) {
    for (String column : columns) {
      numeric(column, f -> f);
    }
    return this;
  }

  /** Reads the column as a number with options of its own. */
  public FeaturePlan numeric(String column, UnaryOperator<FieldOptions> options) {
    FieldOptions chosen = options(options);
    return add(new FieldPlan.Numeric(column, chosen.fill, chosen.scaling));
  }

  /** Reads these columns as one token each. */
  public FeaturePlan categorical(String... columns) {
    for (String column : columns) {
      categorical(column, f -> f);
    }
    return this;
  }

  /** Reads the column as one token with options of its own. */
  public FeaturePlan categorical(String column, UnaryOperator<FieldOptions> options) {
    return add(new FieldPlan.Categorical(column, options(options).tokens, 0));
  }

  /** Cuts a number into this many quantile buckets and reads the bucket as a token. */
  public FeaturePlan buckets(String column, int count) {
    FieldOptions.atLeast("buckets", count, 2);
    return add(new FieldPlan.Categorical(column, tokens, count));
  }

  /** Reads the column as a list of tokens that stand between separators. */
  public FeaturePlan sequence(String column, String separator) {
    return sequence(column, separator, f -> f);
  }

  /** Reads the column as a list of tokens with options of its own. */
  public FeaturePlan sequence(
      String column, String separator, UnaryOperator<FieldOptions> options) {
    if (separator.isEmpty()) {
      throw new ConfigException(
          "the separator of sequence " + Messages.quote(column) + " is empty: give one, e.g. '^'");
    }
    FieldOptions chosen = options(options);
    if (!chosen.sharedWith.isEmpty()
        && !(fields.get(chosen.sharedWith) instanceof FieldPlan.Categorical)) {
      throw new ConfigException(
          "sequence "
              + Messages.quote(column)
              + " cannot share the table: "
              + Messages.unknown(
                  "categorical field before it", chosen.sharedWith, fields.keySet()));
    }
    return add(
        new FieldPlan.Sequence(
            column,
            chosen.tokens,
            separator,
            chosen.maxLength,
            chosen.padding,
            chosen.pooling,
            chosen.sharedWith));
  }

  /**
   * Names a stream and the columns whose values steer its gate; none for a gate that is the same
   * for every row.
   */
  public FeaturePlan stream(String name, String... columns) {
    streams.put(name, List.of(columns));
    return this;
  }

  /** Takes tokens seen less often than this as unknown, in the fields declared after. */
  public FeaturePlan minCount(int count) {
    tokens = options(f -> f.minCount(count)).tokens;
    return this;
  }

  /** Takes this word as a missing value, in the fields declared after. */
  public FeaturePlan missing(String word) {
    tokens = options(f -> f.missing(word)).tokens;
    return this;
  }

  /** Whether missing and unseen values share an embedding, in the fields declared after. */
  public FeaturePlan sharedUnknown(boolean shared) {
    tokens = options(f -> f.sharedUnknown(shared)).tokens;
    return this;
  }

  /** Scales the numbers of the fields declared after; the default is {@link Scaling#MIN_MAX}. */
  public FeaturePlan scale(Scaling how) {
    scaling = how;
    return this;
  }

  /** Follows these rules for vocabularies; the default is {@link Conventions#FUXICTR_2_3}. */
  public FeaturePlan conventions(Conventions rules) {
    conventions = rules;
    return this;
  }

  /** The fields in declared order. */
  public List<FieldPlan> fields() {
    return new ArrayList<>(fields.values());
  }

  /** The streams' columns by name. */
  public Map<String, List<String>> streams() {
    return new LinkedHashMap<>(streams);
  }

  Conventions conventions() {
    return conventions;
  }

  private FieldOptions options(UnaryOperator<FieldOptions> options) {
    return options.apply(new FieldOptions(scaling, tokens));
  }

  private FeaturePlan add(FieldPlan field) {
    if (fields.putIfAbsent(field.column(), field) != null) {
      throw new ConfigException(
          "column " + Messages.quote(field.column()) + " is declared twice: keep one of the two");
    }
    return this;
  }
}
