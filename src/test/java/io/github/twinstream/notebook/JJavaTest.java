package io.github.twinstream.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.twinstream.display.Displayable;
import io.github.twinstream.display.Grid;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.JupyterIO;
import org.dflib.jjava.jupyter.kernel.LanguageInfo;
import org.dflib.jjava.jupyter.kernel.ReplacementOptions;
import org.dflib.jjava.jupyter.kernel.comm.CommManager;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.dflib.jjava.jupyter.kernel.util.StringStyler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

/** The real classes under JJava, reached by reflection as in a notebook. */
class JJavaTest {
  private final RecordingKernel kernel = new RecordingKernel();

  @BeforeEach
  void startJJava() {
    kernel.start();
    Notebook.use(null);
  }

  @AfterEach
  void stopJJava() {
    kernel.stop();
    Notebook.use(null);
  }

  @Test
  void it_is_found_and_shows_tables_and_charts() {
    Notebook.show(new Grid("", "a").row("1"));
    Notebook.show(Values.histograms());

    assertEquals("JJava", Notebook.current().name());
    assertEquals(2, kernel.shown.size());
    assertTrue(html(kernel.shown.get(0)).contains(">a</th>"));
    assertTrue(html(kernel.shown.get(1)).contains("data:image/svg+xml;base64,"));
  }

  @Test
  void a_result_that_a_cell_returns_is_rendered_as_when_it_is_shown() {
    Notebook.current().register(List.of(Displayable.class, Table.class));

    assertTrue(html(kernel.getRenderer().render(new Grid("", "a").row("1"))).contains(">a</th>"));
  }

  private static String html(DisplayData data) {
    return data.getData(MIMEType.TEXT_HTML).toString();
  }

  /** Keeps what it is told to display. */
  public static final class RecordingKernel extends BaseKernel {
    private final List<DisplayData> shown = new ArrayList<>();

    RecordingKernel() {
      super(
          "test",
          "1",
          new LanguageInfo.Builder("java").build(),
          List.of(),
          null,
          new JupyterIO(StandardCharsets.UTF_8),
          new CommManager(),
          new Renderer(),
          null,
          null,
          false,
          new StringStyler.Builder().build());
    }

    void start() {
      installNotebookKernel();
    }

    void stop() {
      uninstallNotebookKernel();
    }

    @Override
    public void display(DisplayData data) {
      shown.add(data);
    }

    @Override
    public Object evalRaw(String code) {
      return null;
    }

    @Override
    public DisplayData inspect(String code, int at, boolean details) {
      return null;
    }

    @Override
    public ReplacementOptions complete(String code, int at) {
      return null;
    }

    @Override
    public String isComplete(String code) {
      return "complete";
    }
  }
}
