package io.github.twinstream.table;

import io.github.twinstream.progress.Interrupts;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.columns.Column;

/**
 * A column's {@link Tokens}, each distinct one kept once, and a code for each row. What is done to
 * tokens is then done once for a distinct one, and rows are compared and gathered as numbers.
 */
public final class CodedTexts {
  /** The code of a missing cell. */
  public static final int MISSING = -1;

  /** Whole numbers spread over at most so many times the rows are coded without hashing. */
  private static final int SPREAD = 4;

  private final String[] texts;
  private final int[] codes;

  /**
   * @param texts distinct texts; some may be of no row
   * @param codes for each row an index of {@code texts}, or {@link #MISSING}
   */
  CodedTexts(String[] texts, int[] codes) {
    this.texts = texts;
    this.codes = codes;
  }

  /** The column's tokens. */
  public static CodedTexts of(Column<?> column) {
    if (column instanceof StringColumn text
        && text.getDictionary() instanceof TextDictionary dictionary) {
      return dictionary.texts();
    }
    return column instanceof IntColumn whole ? ofWhole(whole) : of(Tokens.of(column));
  }

  /** These tokens, one a row; {@code null} and the empty text are missing. */
  public static CodedTexts of(String[] tokens) {
    DistinctTexts distinct = new DistinctTexts();
    for (int row = 0; row < tokens.length; row++) {
      Interrupts.check(DataTable.WORK, row);
      String token = tokens[row];
      distinct.add(token == null || token.isEmpty() ? null : token);
    }
    return distinct.coded();
  }

  private static CodedTexts ofWhole(IntColumn column) {
    int least = Integer.MAX_VALUE;
    int most = Integer.MIN_VALUE;
    for (int row = 0; row < column.size(); row++) {
      if (!column.isMissing(row)) {
        least = Math.min(least, column.getInt(row));
        most = Math.max(most, column.getInt(row));
      }
    }
    long range = Math.max(0, (long) most - least + 1);
    return range > (long) SPREAD * column.size()
        ? of(Tokens.of(column))
        : ofWhole(column, least, (int) range);
  }

  private static CodedTexts ofWhole(IntColumn column, int least, int range) {
    int[] known = new int[range];
    String[] texts = new String[Math.min(range, column.size())];
    int distinct = 0;
    int[] codes = new int[column.size()];
    for (int row = 0; row < codes.length; row++) {
      if (column.isMissing(row)) {
        codes[row] = MISSING;
        continue;
      }
      int value = column.getInt(row);
      if (known[value - least] == 0) {
        texts[distinct++] = Integer.toString(value);
        known[value - least] = distinct;
      }
      codes[row] = known[value - least] - 1;
    }
    return new CodedTexts(Arrays.copyOf(texts, distinct), codes);
  }

  /** How many rows there are. */
  public int rows() {
    return codes.length;
  }

  /** How many codes there are: they are 0 to this, exclusive. */
  public int distinct() {
    return texts.length;
  }

  /** The row's code, or {@link #MISSING}. */
  public int code(int row) {
    return codes[row];
  }

  /** What a code stands for; {@code null} for {@link #MISSING}. */
  public String text(int code) {
    return code == MISSING ? null : texts[code];
  }

  /** The row's token, {@code null} where missing. */
  public String token(int row) {
    return text(codes[row]);
  }

  /** One token a row, {@code null} where missing. */
  public String[] tokens() {
    String[] tokens = new String[codes.length];
    Arrays.setAll(tokens, this::token);
    return tokens;
  }

  /** How many rows have none. */
  public int missing() {
    int missing = 0;
    for (int code : codes) {
      missing += code == MISSING ? 1 : 0;
    }
    return missing;
  }

  /** How many rows have each token, in the order in which tokens are first seen. */
  public Map<String, Integer> counts() {
    int[] counts = new int[texts.length];
    int[] seen = new int[texts.length];
    int distinct = 0;
    for (int code : codes) {
      if (code != MISSING && counts[code]++ == 0) {
        seen[distinct++] = code;
      }
    }
    Map<String, Integer> named = new LinkedHashMap<>();
    for (int i = 0; i < distinct; i++) {
      named.put(texts[seen[i]], counts[seen[i]]);
    }
    return named;
  }

  /**
   * Every token put through the function, which is called once for a distinct one and, if any row
   * has none, once for {@code null}. What it makes {@code null} or empty is missing.
   */
  public CodedTexts map(UnaryOperator<String> function) {
    DistinctTexts made = new DistinctTexts();
    int[] known = new int[texts.length + 1];
    int[] mapped = new int[codes.length];
    for (int row = 0; row < codes.length; row++) {
      Interrupts.check(DataTable.WORK, row);
      int code = codes[row];
      if (known[code + 1] == 0) {
        String text = function.apply(text(code));
        known[code + 1] = 2 + (text == null || text.isEmpty() ? MISSING : made.code(text));
      }
      mapped[row] = known[code + 1] - 2;
    }
    return new CodedTexts(made.distinct().toArray(String[]::new), mapped);
  }

  /** How many rows have another token than in {@code other}, which has as many. */
  public long differences(CodedTexts other) {
    long differences = 0;
    for (int row = 0; row < codes.length; row++) {
      differences += Objects.equals(token(row), other.token(row)) ? 0 : 1;
    }
    return differences;
  }

  /** These rows in this order; {@link Gather#NO_ROW} makes a missing one. */
  CodedTexts gather(int[] rows) {
    int[] gathered = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      gathered[i] = rows[i] == Gather.NO_ROW ? MISSING : codes[rows[i]];
    }
    CodedTexts all = new CodedTexts(texts, gathered);
    return texts.length > SPREAD * (long) rows.length ? all.compact() : all;
  }

  /** Without the texts of no row, so that few rows of many do not hold on to all their texts. */
  private CodedTexts compact() {
    Map<Integer, Integer> known = new HashMap<>();
    String[] kept = new String[Math.min(texts.length, codes.length)];
    int[] dense = new int[codes.length];
    for (int row = 0; row < codes.length; row++) {
      int code = codes[row];
      Integer place = code == MISSING ? Integer.valueOf(MISSING) : known.get(code);
      if (place == null) {
        place = known.size();
        kept[place] = texts[code];
        known.put(code, place);
      }
      dense[row] = place;
    }
    return new CodedTexts(Arrays.copyOf(kept, known.size()), dense);
  }

  /** A column of text that holds them; it shares them, and cannot be changed. */
  public StringColumn column(String name) {
    return StringColumn.createInternal(name, new TextDictionary(this));
  }
}
