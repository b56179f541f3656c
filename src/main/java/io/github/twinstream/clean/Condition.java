package io.github.twinstream.clean;

import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.DataException;
import io.github.twinstream.error.Messages;
import io.github.twinstream.table.CodedTexts;
import io.github.twinstream.table.DataTable;
import io.github.twinstream.table.Tokens;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.DoublePredicate;

/** Something that is true or false of a cell. It is never true of a missing cell. */
public sealed interface Condition {
  /**
   * Whether it holds, for each row of the column.
   *
   * @throws io.github.twinstream.error.DataException if there is no such column, or numbers are
   *     compared and it holds none
   */
  boolean[] holds(DataTable table, String column);

  /** The number is greater than this. */
  static Condition above(double bound) {
    return new Compared(Comparison.ABOVE, bound);
  }

  /** The number is this or greater. */
  static Condition atLeast(double bound) {
    return new Compared(Comparison.AT_LEAST, bound);
  }

  /** The number is less than this. */
  static Condition below(double bound) {
    return new Compared(Comparison.BELOW, bound);
  }

  /** The number is this or less. */
  static Condition atMost(double bound) {
    return new Compared(Comparison.AT_MOST, bound);
  }

  /**
   * The number is one of these two or between them.
   *
   * @throws ConfigException if {@code high} is below {@code low}
   */
  static Condition between(double low, double high) {
    return new Between(low, high);
  }

  /** The cell is this number. */
  static Condition equalTo(double number) {
    return new OneOf(List.of(Tokens.number(number)));
  }

  /** The cell is this text, or the number that it says. */
  static Condition equalTo(String text) {
    return new OneOf(List.of(text));
  }

  /** The cell is one of these numbers. */
  static Condition oneOf(double... numbers) {
    return new OneOf(Arrays.stream(numbers).mapToObj(Tokens::number).toList());
  }

  /** The cell is one of these texts, or one of the numbers that they say. */
  static Condition oneOf(String... texts) {
    return new OneOf(List.of(texts));
  }

  /** The column's numbers; where it holds text, the message names the way to compare texts. */
  private static double[] numbers(DataTable table, String column) {
    if (!table.has(column) || !table.type(column).equals("text")) {
      return table.numbers(column);
    }
    String example =
        Arrays.stream(table.tokens(column)).filter(Objects::nonNull).findFirst().orElse("yes");
    try {
      return table.numbers(column);
    } catch (DataException e) {
      throw new DataException(e.getMessage() + "; or name its texts: oneOf(\"" + example + "\")");
    }
  }

  /** How a number is compared with a bound. */
  enum Comparison {
    ABOVE("above"),
    AT_LEAST("at least"),
    BELOW("below"),
    AT_MOST("at most");

    private final String words;

    Comparison(String words) {
      this.words = words;
    }
  }

  /** See {@link #above} and its like. */
  record Compared(Comparison comparison, double bound) implements Condition {
    /** Refuses a bound with which nothing compares. */
    public Compared {
      if (Double.isNaN(bound)) {
        throw new ConfigException(Messages.outOfRange(comparison.words, bound, "a number"));
      }
    }

    @Override
    public boolean[] holds(DataTable table, String column) {
      return test(
          numbers(table, column),
          switch (comparison) {
            case ABOVE -> value -> value > bound;
            case AT_LEAST -> value -> value >= bound;
            case BELOW -> value -> value < bound;
            case AT_MOST -> value -> value <= bound;
          });
    }

    @Override
    public String toString() {
      return comparison.words + " " + Tokens.number(bound);
    }
  }

  /** See {@link #between}. */
  record Between(double low, double high) implements Condition {
    /** Refuses bounds that nothing lies between. */
    public Between {
      if (!(low <= high)) {
        throw new ConfigException(
            "between(" + low + ", " + high + "): the first bound must be at most the second");
      }
    }

    @Override
    public boolean[] holds(DataTable table, String column) {
      return test(numbers(table, column), value -> value >= low && value <= high);
    }

    @Override
    public String toString() {
      return "between " + Tokens.number(low) + " and " + Tokens.number(high);
    }
  }

  /** See {@link #oneOf(String...)}: what is compared are {@link Tokens}. */
  record OneOf(List<String> tokens) implements Condition {
    /** Keeps each token once; there must be one. */
    public OneOf {
      if (tokens.isEmpty()) {
        throw new ConfigException("oneOf() names no value: give at least one");
      }
      tokens = List.copyOf(new LinkedHashSet<>(tokens));
    }

    @Override
    public boolean[] holds(DataTable table, String column) {
      Set<String> wanted = Set.copyOf(tokens);
      CodedTexts cells = table.coded(column);
      boolean[] chosen = new boolean[cells.distinct()];
      for (int code = 0; code < chosen.length; code++) {
        chosen[code] = wanted.contains(cells.text(code));
      }
      boolean[] holds = new boolean[cells.rows()];
      for (int row = 0; row < holds.length; row++) {
        int code = cells.code(row);
        holds[row] = code != CodedTexts.MISSING && chosen[code];
      }
      return holds;
    }

    @Override
    public String toString() {
      String quoted = String.join(", ", tokens.stream().map(Messages::quote).toList());
      return tokens.size() == 1 ? "equal to " + quoted : "one of " + quoted;
    }
  }

  private static boolean[] test(double[] numbers, DoublePredicate condition) {
    boolean[] holds = new boolean[numbers.length];
    for (int row = 0; row < holds.length; row++) {
      holds[row] = !Double.isNaN(numbers[row]) && condition.test(numbers[row]);
    }
    return holds;
  }
}
