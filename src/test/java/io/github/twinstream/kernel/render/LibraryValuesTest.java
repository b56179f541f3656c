package io.github.twinstream.kernel.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** How pictures, values of Tablesaw and XChart, and those with a {@code toHtml()} are shown. */
class LibraryValuesTest {
  private final Renderers renderers = new Renderers();

  @Nested
  class Pictures {
    @Test
    void a_picture_is_a_png_with_the_same_pixels() throws IOException {
      for (int type :
          List.of(
              BufferedImage.TYPE_INT_RGB,
              BufferedImage.TYPE_INT_ARGB,
              BufferedImage.TYPE_3BYTE_BGR,
              BufferedImage.TYPE_BYTE_GRAY,
              BufferedImage.TYPE_BYTE_BINARY)) {
        BufferedImage image = noise(type, 17, 5);

        BufferedImage read = png(image);

        assertEquals(image.getWidth(), read.getWidth());
        assertEquals(image.getHeight(), read.getHeight());
        for (int y = 0; y < 5; y++) {
          for (int x = 0; x < 17; x++) {
            assertEquals(
                image.getRGB(x, y), read.getRGB(x, y), "type " + type + " at " + x + ", " + y);
          }
        }
      }
    }

    @Test
    void its_text_says_how_large_it_is() {
      assertEquals("BufferedImage 17 x 5", text(noise(BufferedImage.TYPE_INT_RGB, 17, 5)));
    }

    private static BufferedImage noise(int type, int width, int height) {
      Random random = new Random(7);
      BufferedImage image = new BufferedImage(width, height, type);
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          image.setRGB(x, y, random.nextInt());
        }
      }
      return image;
    }
  }

  @Nested
  class Tables {
    @Test
    void a_table_shows_names_types_and_cells() {
      Table table =
          Table.create(
              "prices",
              StringColumn.create("item", "tea", "nut"),
              DoubleColumn.create("eur", 2.5, 3));

      String html = html(table);

      assertTrue(html.contains(">prices: 2 rows x 2 columns</caption>"), html);
      assertTrue(
          html.contains("left\">item<br><small style=\"font-weight:normal;opacity:.6\">string<"),
          html);
      assertTrue(
          html.contains("right\">eur<br><small style=\"font-weight:normal;opacity:.6\">double<"),
          html);
      assertTrue(html.contains("<td style=\"text-align:left\">tea</td>"), html);
      assertTrue(html.contains("<td style=\"text-align:right\">2.5</td>"), html);
      assertTrue(text(table).startsWith("prices: 2 rows x 2 columns\n"), text(table));
      assertTrue(text(table).contains("tea"), text(table));
    }

    @Test
    void a_long_table_shows_its_first_twenty_rows() {
      Table table = Table.create("t", IntColumn.create("i", IntStream.range(0, 21).toArray()));

      assertTrue(html(table).contains("t: 21 rows x 1 columns, the first 20 shown"), html(table));
      assertTrue(html(table).contains(">19</td>"), html(table));
      assertFalse(html(table).contains(">20</td>"), html(table));
      assertFalse(text(table).lines().anyMatch(line -> line.strip().equals("20 |")), text(table));
      assertEquals(21, table.rowCount());
    }

    @Test
    void markup_in_names_and_cells_is_escaped() {
      Table table = Table.create("a<b", StringColumn.create("<i>&", "<script>x</script>", "R&D"));

      String html = html(table);

      assertTrue(html.contains("a&lt;b: 2 rows"), html);
      assertTrue(html.contains(">&lt;i&gt;&amp;<br>"), html);
      assertTrue(html.contains(">&lt;script&gt;x&lt;/script&gt;</td>"), html);
      assertTrue(html.contains(">R&amp;D</td>"), html);
      assertFalse(html.contains("<script") || html.contains("<i>"), html);
    }

    @Test
    void a_table_without_a_name_is_called_a_table() {
      Table table = Table.create(IntColumn.create("i", 1));

      assertTrue(html(table).contains(">table: 1 rows x 1 columns<"), html(table));
      assertFalse(text(table).contains("null"), text(table));
    }

    @Test
    void empty_tables_and_missing_cells_can_be_shown() {
      assertTrue(html(Table.create("none")).contains("none: 0 rows x 0 columns"));
      Table table =
          Table.create("gaps", IntColumn.create("i", 1, 2), StringColumn.create("s", "", "b"));
      table.intColumn("i").setMissing(1);

      assertTrue(html(table).contains("right\"></td><td style=\"text-align:left\">b</td>"));
      assertTrue(html(table.emptyCopy()).contains("gaps: 0 rows x 2 columns"));
    }

    @Test
    void rows_selected_from_a_table_are_those_shown() {
      Table table = Table.create("t", IntColumn.create("i", 5, 6, 7));

      String html = html(table.where(table.intColumn("i").isGreaterThan(5)));

      assertTrue(html.contains("2 rows x 1 columns"), html);
      assertTrue(html.contains(">6</td></tr><tr>"), html);
      assertFalse(html.contains(">5</td>"), html);
    }
  }

  @Nested
  class Charts {
    @Test
    void a_chart_is_a_picture_of_its_size_with_something_drawn() throws IOException {
      BufferedImage picture = png(chart());

      assertEquals(300, picture.getWidth());
      assertEquals(200, picture.getHeight());
      assertTrue(
          IntStream.range(0, 300 * 200)
                  .map(i -> picture.getRGB(i % 300, i / 300))
                  .distinct()
                  .count()
              > 2);
    }

    @Test
    void its_text_names_kind_and_title() {
      assertEquals("XYChart 'Growth'", text(chart()));
    }

    private static XYChart chart() {
      XYChart chart = new XYChartBuilder().width(300).height(200).title("Growth").build();
      chart.addSeries("s", new double[] {1, 2, 3}, new double[] {2, 4, 8});
      return chart;
    }
  }

  @Nested
  class ToHtml {
    @Test
    void its_html_and_its_text_are_shown() {
      assertEquals(
          Map.of(MimeBundle.HTML, "<b>9</b>", MimeBundle.TEXT, "nine"),
          renderers.render(new Report("<b>9</b>", "nine")).data());
    }

    @Test
    void none_given_leaves_the_text() {
      assertEquals(
          Map.of(MimeBundle.TEXT, "nine"), renderers.render(new Report(null, "nine")).data());
    }

    @Test
    void a_huge_text_beside_it_is_cut() {
      assertTrue(
          text(new Report("<b>9</b>", "9".repeat(100_001))).endsWith("… (1 more characters)"));
    }

    @Test
    void what_it_throws_goes_to_the_caller() {
      Object broken =
          new Object() {
            @SuppressWarnings("unused")
            public String toHtml() {
              throw new ArithmeticException("no rows");
            }
          };

      assertEquals(
          "no rows",
          assertThrows(ArithmeticException.class, () -> renderers.render(broken)).getMessage());
    }

    @Test
    void a_method_of_that_name_that_gives_no_text_is_not_called() {
      Object other =
          new Object() {
            @SuppressWarnings("unused")
            public int toHtml() {
              throw new AssertionError("not to be called");
            }

            @Override
            public String toString() {
              return "other";
            }
          };

      assertEquals(Map.of(MimeBundle.TEXT, "other"), renderers.render(other).data());
    }

    @Test
    void a_registered_renderer_wins_over_it() {
      renderers.register(Report.class, report -> Map.of(MimeBundle.HTML, "mine"));

      assertEquals("mine", html(new Report("<b>9</b>", "nine")));
    }
  }

  private static final class Report {
    private final String html;
    private final String text;

    Report(String html, String text) {
      this.html = html;
      this.text = text;
    }

    @SuppressWarnings("unused")
    public String toHtml() {
      return html;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  private BufferedImage png(Object value) throws IOException {
    String base64 = (String) renderers.render(value).data().get("image/png");
    return ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(base64)));
  }

  private String text(Object value) {
    return (String) renderers.render(value).data().get(MimeBundle.TEXT);
  }

  private String html(Object value) {
    return (String) renderers.render(value).data().get(MimeBundle.HTML);
  }
}
