package io.github.twinstream.display;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlPageTest {
  @Test
  void holdsEverythingInTheOrderInWhichItWasAdded() {
    String html =
        HtmlPage.titled("Books")
            .subtitle("seed 2021")
            .figures(Map.of("AUC", "0.61"))
            .section("Data")
            .text("Three files.")
            .show(new Grid("Steps", "step").row("drop"))
            .image("roc.png", "AUC 0.61", 720)
            .footer("twinstream")
            .html();

    String rest = html;
    for (String part :
        new String[] {
          "<!DOCTYPE html>",
          "<title>Books</title>",
          "<style>",
          "<h1>Books</h1>",
          "seed 2021",
          "<dt>AUC</dt><dd>0.61</dd>",
          "<h2>Data</h2>",
          "<p>Three files.</p>",
          "<table class=\"twinstream\">",
          "src=\"roc.png\" alt=\"AUC 0.61\" width=\"720\"",
          "</section>",
          "<footer>twinstream</footer>",
          "</html>"
        }) {
      int at = rest.indexOf(part);
      assertTrue(at >= 0, part + " is not there, or not there yet, in:\n" + html);
      rest = rest.substring(at);
    }
  }

  @Test
  void escapesTextEverywhere() {
    String html =
        HtmlPage.titled("<script>1")
            .subtitle("<script>2")
            .footer("<script>3")
            .section("<script>4")
            .text("<script>5")
            .figures(Map.of("<script>6", "<script>7"))
            .image("\"><script>8", "\"><script>9", 10)
            .html();

    assertFalse(html.contains("<script"), html);
    for (int i = 1; i <= 9; i++) {
      assertTrue(html.contains("&lt;script&gt;" + i), "text " + i);
    }
  }

  @Test
  void getsATableOfContentsFromFourSectionsOn() {
    HtmlPage page = HtmlPage.titled("Books").section("One").section("Two").section("Three");

    assertFalse(page.html().contains("<nav"));
    assertTrue(page.section("Four").html().contains("<a href=\"#section-4\">Four</a>"));
  }

  @Test
  void anEmptyPageIsAPage() {
    String html = HtmlPage.titled("Books").html();

    assertTrue(html.endsWith("<main>\n</main>\n</body>\n</html>\n"), html);
  }

  @Test
  void knowsDarkScreensAndPaperAndLoadsNothing() {
    String html = HtmlPage.titled("Books").html();

    assertTrue(html.contains("prefers-color-scheme: dark"));
    assertTrue(html.contains("@media print"));
    assertFalse(html.contains("http"));
  }

  @Test
  void savesOverAnOlderPage(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("deep/report.html");
    HtmlPage.titled("Old").save(file);
    HtmlPage page = HtmlPage.titled("New");

    page.save(file);

    assertEquals(page.html(), Files.readString(file));
  }
}
