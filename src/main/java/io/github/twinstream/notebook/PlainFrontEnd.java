package io.github.twinstream.notebook;

import io.github.twinstream.chart.Chart;
import io.github.twinstream.chart.Charts;
import io.github.twinstream.display.AtomicWrite;
import io.github.twinstream.display.Displayable;
import io.github.twinstream.display.Grid;
import io.github.twinstream.display.HtmlPage;
import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.DataException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Prints text and writes pictures into a folder, beside a page of all that was shown. A picture
 * that cannot be drawn or written costs a line of text, never the result.
 */
final class PlainFrontEnd implements FrontEnd {
  private final PrintStream out;
  private final Path folder;
  private final HtmlPage page = HtmlPage.titled("What was shown");
  private int pictures;

  PlainFrontEnd(PrintStream out, Path folder) {
    this.out = out;
    this.folder = folder;
  }

  @Override
  public String name() {
    return "text";
  }

  synchronized void show(Object value) {
    List<Chart> charts = Charts.of(value);
    String text = Rendering.text(value);
    out.print(text.endsWith("\n") ? text : text + "\n");
    if (charts.isEmpty() || !Charts.replaceTable(value)) {
      page.html(
          value instanceof Displayable result
              ? result.toHtml()
              : "<pre>" + Grid.escape(text) + "</pre>");
    }
    try {
      for (Chart chart : charts) {
        picture(chart.title(), chart.alt(), chart.width(), chart.png());
      }
      byte[] png = Rendering.png(value);
      if (png != null) {
        picture("picture", text, 720, png);
      }
      if (pictures > 0) {
        page.save(folder.resolve("show.html"));
      }
    } catch (ConfigException | DataException e) {
      out.println("no picture: " + e.getMessage());
    }
    out.flush();
  }

  private void picture(String title, String alt, int width, byte[] png) {
    String name =
        title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    String file = String.format(Locale.ROOT, "%02d-%s.png", pictures + 1, name);
    AtomicWrite.write(folder.resolve(file), png);
    if (pictures == 0) {
      out.println(
          "pictures go to " + folder + "; " + folder.resolve("show.html") + " has them all");
    }
    pictures++;
    page.image(file, alt, width);
    out.println("picture: " + folder.resolve(file));
  }

  @Override
  public void display(MimeBundle bundle) {
    out.println(bundle.text());
  }

  @Override
  public void display(String id, MimeBundle bundle) {
    display(bundle);
  }

  @Override
  public void update(String id, MimeBundle bundle) {
    display(bundle);
  }
}
