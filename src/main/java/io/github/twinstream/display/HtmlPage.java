package io.github.twinstream.display;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Builds one self-contained HTML report: sections of text, results and pictures in one file, with
 * its style inside, without scripts, for screens light and dark and for paper.
 *
 * <pre>{@code
 * HtmlPage.titled("Book-Crossing").subtitle("FinalMLP, seed 2021")
 *     .section("Evaluation").text("On the test users.").show(evaluation)
 *     .save(Path.of("report.html"));
 * }</pre>
 *
 * Text is escaped; what {@link #html} and a {@link Displayable} give is taken as it is.
 */
public final class HtmlPage {
  private static final int SECTIONS_FOR_CONTENTS = 4;

  private final String title;
  private String subtitle = "";
  private String footer = "";
  private final List<String> headings = new ArrayList<>();
  private final StringBuilder body = new StringBuilder();

  private HtmlPage(String title) {
    this.title = title;
  }

  /** A page with this title and nothing else. */
  public static HtmlPage titled(String title) {
    return new HtmlPage(title);
  }

  /** Sets the line below the title. */
  public HtmlPage subtitle(String text) {
    subtitle = text;
    return this;
  }

  /** Sets the line at the end, such as versions and seeds. */
  public HtmlPage footer(String text) {
    footer = text;
    return this;
  }

  /** Begins a section; pages of four sections or more get a table of contents. */
  public HtmlPage section(String heading) {
    if (!headings.isEmpty()) {
      body.append("</section>\n");
    }
    headings.add(heading);
    body.append("<section id=\"section-")
        .append(headings.size())
        .append("\">\n<h2>")
        .append(Grid.escape(heading))
        .append("</h2>\n");
    return this;
  }

  /** Adds a paragraph. */
  public HtmlPage text(String paragraph) {
    body.append("<p>").append(Grid.escape(paragraph)).append("</p>\n");
    return this;
  }

  /** Adds the few numbers a reader looks for first, each with its name, in the map's order. */
  public HtmlPage figures(Map<String, String> figures) {
    body.append("<dl class=\"figures\">\n");
    figures.forEach(
        (name, value) ->
            body.append("<div><dt>")
                .append(Grid.escape(name))
                .append("</dt><dd>")
                .append(Grid.escape(value))
                .append("</dd></div>\n"));
    body.append("</dl>\n");
    return this;
  }

  /** Adds a result; a wide one scrolls by itself. */
  public HtmlPage show(Displayable result) {
    return html(result.toHtml());
  }

  /** Adds an HTML fragment as it is; the caller vouches that it has no scripts and is escaped. */
  public HtmlPage html(String fragment) {
    body.append("<div class=\"result\">").append(fragment).append("</div>\n");
    return this;
  }

  /**
   * Adds a picture that lies beside the page.
   *
   * @param file its name relative to the page, such as {@code charts/roc.png}
   * @param alt what it shows, for those who cannot see it
   * @param width how wide it is shown, in pixels; a narrower page shrinks it
   */
  public HtmlPage image(String file, String alt, int width) {
    return html(
        "<img class=\"twinstream-chart\" loading=\"lazy\" src=\""
            + Grid.escape(file)
            + "\" alt=\""
            + Grid.escape(alt)
            + "\" width=\""
            + width
            + "\">");
  }

  /** The page as it stands; more may be added afterwards. */
  public String html() {
    StringBuilder out = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n");
    out.append("<meta charset=\"utf-8\">\n")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        .append("<meta name=\"color-scheme\" content=\"light dark\">\n<title>")
        .append(Grid.escape(title))
        .append("</title>\n<style>\n")
        .append(PageStyle.CSS)
        .append("</style>\n</head>\n<body>\n<header>\n<h1>")
        .append(Grid.escape(title))
        .append("</h1>\n");
    if (!subtitle.isEmpty()) {
      out.append("<p class=\"subtitle\">").append(Grid.escape(subtitle)).append("</p>\n");
    }
    out.append("</header>\n");
    if (headings.size() >= SECTIONS_FOR_CONTENTS) {
      contents(out);
    }
    out.append("<main>\n").append(body);
    if (!headings.isEmpty()) {
      out.append("</section>\n");
    }
    out.append("</main>\n");
    if (!footer.isEmpty()) {
      out.append("<footer>").append(Grid.escape(footer)).append("</footer>\n");
    }
    return out.append("</body>\n</html>\n").toString();
  }

  /**
   * Writes the page as a whole, replacing a file that is there; its folder is made when it is not.
   *
   * @throws io.github.twinstream.error.DataException if the file cannot be written
   */
  public void save(Path file) {
    AtomicWrite.write(file, html().getBytes(StandardCharsets.UTF_8));
  }

  private void contents(StringBuilder out) {
    out.append("<nav aria-label=\"Contents\"><ol>\n");
    for (int i = 0; i < headings.size(); i++) {
      out.append("<li><a href=\"#section-")
          .append(i + 1)
          .append("\">")
          .append(Grid.escape(headings.get(i)))
          .append("</a></li>\n");
    }
    out.append("</ol></nav>\n");
  }
}
