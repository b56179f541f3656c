package io.github.twinstream.feature;

import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.Messages;

/** The options of one or more fields, set in a lambda: {@code numeric("Age", f -> f.fill(0))}. */
public final class FieldOptions {
  Imputation fill = Imputation.MEDIAN;
  Scaling scaling;
  FieldPlan.TokenOptions tokens;
  int maxLength;
  Padding padding = Padding.POST;
  Pooling pooling = Pooling.MEAN;
  String sharedWith = "";

  FieldOptions(Scaling scaling, FieldPlan.TokenOptions tokens) {
    this.scaling = scaling;
    this.tokens = tokens;
  }

  /** Replaces missing numbers by this value; the default is the training rows' median. */
  public FieldOptions fill(double value) {
    fill = Imputation.constant(value);
    return this;
  }

  /** Replaces missing numbers by what the training rows give. */
  public FieldOptions fill(Imputation how) {
    fill = how;
    return this;
  }

  /** Scales numbers so; the default is {@link Scaling#MIN_MAX}. */
  public FieldOptions scale(Scaling how) {
    scaling = how;
    return this;
  }

  /** Takes tokens seen less often than this as unknown; 1 keeps all. */
  public FieldOptions minCount(int count) {
    tokens =
        new FieldPlan.TokenOptions(
            atLeast("minCount", count, 1), tokens.missing(), tokens.sharedUnknown());
    return this;
  }

  /** Takes this word, beside the empty cell, as a missing value. */
  public FieldOptions missing(String word) {
    tokens = new FieldPlan.TokenOptions(tokens.minCount(), word, tokens.sharedUnknown());
    return this;
  }

  /** With {@code false}, a missing value has an embedding of its own, apart from unseen tokens. */
  public FieldOptions sharedUnknown(boolean shared) {
    tokens = new FieldPlan.TokenOptions(tokens.minCount(), tokens.missing(), shared);
    return this;
  }

  /** Keeps at most this many tokens of a sequence; 0, the default, the longest training cell's. */
  public FieldOptions maxLength(int length) {
    maxLength = atLeast("maxLength", length, 0);
    return this;
  }

  /** Fills and cuts sequences at this end; the default is {@link Padding#POST}. */
  public FieldOptions padding(Padding end) {
    padding = end;
    return this;
  }

  /** Pools a sequence's embeddings so; the default is the mean. */
  public FieldOptions pooling(Pooling how) {
    pooling = how;
    return this;
  }

  /** Shares the vocabulary and the embedding table of a categorical column declared before. */
  public FieldOptions sharedWith(String column) {
    sharedWith = column;
    return this;
  }

  static int atLeast(String option, int value, int least) {
    if (value < least) {
      throw new ConfigException(Messages.outOfRange(option, value, "at least " + least));
    }
    return value;
  }
}
