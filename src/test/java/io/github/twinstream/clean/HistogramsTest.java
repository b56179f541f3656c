package io.github.twinstream.clean;

import static io.github.twinstream.testing.SmallTables.doubles;
import static io.github.twinstream.testing.SmallTables.ints;
import static io.github.twinstream.testing.SmallTables.table;
import static io.github.twinstream.testing.SmallTables.texts;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.DataException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tech.tablesaw.columns.Column;

class HistogramsTest {
  private static Histogram of(Column<?> column) {
    return Histograms.of(table(column), column.name()).list().get(0);
  }

  @Nested
  class Edges {
    @Test
    void of_few_whole_numbers_give_a_bin_for_each() {
      Histogram histogram = of(ints("r", 1, 10, 10, null));
      assertArrayEquals(new double[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}, histogram.edges());
      assertArrayEquals(new long[] {1, 0, 0, 0, 0, 0, 0, 0, 0, 2}, histogram.counts());
      assertEquals(1, histogram.missing());
    }

    @Test
    void of_many_whole_numbers_are_round() {
      Histogram histogram = of(ints("age", 3, 97));
      assertEquals(0, histogram.edges()[0]);
      assertEquals(5, histogram.edges()[1]);
      assertEquals(100, histogram.edges()[histogram.edges().length - 1]);
    }

    @Test
    void of_fractions_are_decimal_fractions() {
      Histogram histogram = of(doubles("p", 0.1, 0.3, 0.25));
      assertArrayEquals(new double[] {0.1, 0.11, 0.12, 0.13}, Arrays.copyOf(histogram.edges(), 4));
      assertEquals(0.3, histogram.edges()[histogram.edges().length - 1]);
      assertEquals(1, histogram.counts()[histogram.counts().length - 1]);
    }

    @Test
    void of_one_value_are_one_bin() {
      assertArrayEquals(new double[] {7, 8}, of(ints("x", 7, 7)).edges());
      assertArrayEquals(new double[] {0.5, 0.6}, of(doubles("x", 0.5)).edges());
    }

    @Test
    void of_missing_cells_only_are_one_empty_bin() {
      Histogram histogram = of(doubles("x", Double.NaN, Double.NaN));
      assertArrayEquals(new double[] {0, 1}, histogram.edges());
      assertArrayEquals(new long[] {0}, histogram.counts());
      assertEquals(2, histogram.missing());
    }

    @Test
    void hold_every_value_whatever_the_numbers() {
      Random random = new Random(11);
      for (int round = 0; round < 500; round++) {
        double scale = Math.pow(10, random.nextInt(40) - 20);
        double[] values = random.doubles(1 + random.nextInt(20), -scale, scale * 3).toArray();
        Histogram histogram = of(doubles("x", values));
        double[] edges = histogram.edges();
        assertTrue(edges.length >= 2 && edges.length <= 31, "round " + round);
        for (int i = 1; i < edges.length; i++) {
          assertTrue(edges[i] > edges[i - 1], "round " + round);
        }
        assertEquals(values.length, Arrays.stream(histogram.counts()).sum());
      }
    }
  }

  @Test
  void print_bars() {
    assertEquals(
        """
        r: 3 values, 1 missing
        1  ████████████████████ 1
        2  ████████████████████████████████████████ 2
        """,
        Histograms.of(table(ints("r", 1, 2, 2, null)), "r").toString());
  }

  @Test
  void print_html_with_names_escaped() {
    String html = Histograms.of(table(ints("<b>", 1)), "<b>").toHtml();
    assertTrue(html.contains("<caption>&lt;b&gt;: 1 values, 0 missing</caption>"), html);
    assertTrue(html.contains("width:100.0%"), html);
  }

  @Test
  void refuse_text_infinity_and_nothing() {
    assertEquals(
        "column 't' holds text values, not numbers: parse it first, e.g. clean(c ->"
            + " c.parseNumber(\"t\"))",
        assertThrows(DataException.class, () -> of(texts("t", "a"))).getMessage());
    assertEquals(
        "column 'x' holds infinite values, which fall in no bin: blank them first, e.g."
            + " blankWhere(\"x\", above(1e300))",
        assertThrows(DataException.class, () -> of(doubles("x", Double.POSITIVE_INFINITY)))
            .getMessage());
    assertEquals(
        "histograms names no column: name at least one",
        assertThrows(ConfigException.class, () -> Histograms.of(table(ints("x", 1)))).getMessage());
  }
}
