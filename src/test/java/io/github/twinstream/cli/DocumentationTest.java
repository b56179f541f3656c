package io.github.twinstream.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.github.twinstream.cli.MarkdownPage.Block;
import io.github.twinstream.error.DataException;
import io.github.twinstream.notebook.Notebook;
import io.github.twinstream.testing.MovieLensShape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs every block of Java in the README and the documentation. A block of {@code text} below one
 * is its output and must have been printed: its lines in their order, {@code …} standing for
 * anything. A block of {@code java error} must fail with the text below it.
 */
class DocumentationTest {
  private static final Path DOCS = Path.of("docs");

  @TempDir private static Path shown;

  private final PrintStream terminal = System.out;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @BeforeEach
  void listen() {
    System.setProperty("twinstream.show", shown.toString());
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    Notebook.use(null);
  }

  @AfterEach
  void stopListening() {
    System.setOut(terminal);
    System.clearProperty("twinstream.show");
    Notebook.use(null);
  }

  @Test
  void the_guide_is_one_session() throws IOException {
    try (Script script = new Script();
        Stream<Path> pages = Files.list(DOCS.resolve("guide"))) {
      for (Path page : pages.sorted(Comparator.comparingInt(DocumentationTest::number)).toList()) {
        run(script, page, DocumentationTest::quick);
      }
    }
  }

  /**
   * Load, train, rank, evaluate with the page's lines alone, as long as it says: what was planted
   * is found.
   */
  @Test
  void the_page_on_your_own_data_works_on_files_of_that_shape(@TempDir Path folder)
      throws IOException {
    MovieLensShape.write(folder, 7);
    try (Script script = new Script()) {
      run(script, DOCS.resolve("your-own-data.md"), code -> code.replace("ml-100k", "" + folder));
      printed.reset();
      script.run(
          "check",
          """
          var reader = byUser.test().pick("user", 5);
          System.out.println(model.rank("user", reader).table().rows() >= 5);
          var found = model.evaluate(auc()).result("AUC");
          System.out.println(found.low() > 0.6 ? "above chance" : found);
          """,
          1);
      assertEquals(
          "true above chance", printed.toString(StandardCharsets.UTF_8).strip().replace("\n", " "));
    }
  }

  @Test
  void every_other_page_runs_by_itself() throws IOException {
    List<Path> pages = new ArrayList<>(List.of(Path.of("README.md"), Path.of("README.ko.md")));
    try (Stream<Path> files = Files.list(DOCS)) {
      files
          .filter(f -> f.toString().endsWith(".md") && !f.endsWith("your-own-data.md"))
          .sorted()
          .forEach(pages::add);
    }
    for (Path page : pages) {
      try (Script script = new Script()) {
        run(script, page, DocumentationTest::quick);
      }
    }
  }

  /** Links to other pages lead somewhere. */
  @Test
  void links_between_pages_lead_to_a_file() throws IOException {
    Pattern link = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");
    List<String> broken = new ArrayList<>();
    List<Path> pages = new ArrayList<>(List.of(Path.of("README.md"), Path.of("README.ko.md")));
    try (Stream<Path> files = Files.walk(DOCS)) {
      files.filter(f -> f.toString().endsWith(".md")).forEach(pages::add);
    }
    for (Path page : pages) {
      link.matcher(Files.readString(page))
          .results()
          .map(found -> found.group(1))
          .filter(to -> !Files.exists(page.resolveSibling(to)))
          .forEach(to -> broken.add(page + " -> " + to));
    }
    assertTrue(broken.isEmpty(), broken.toString());
  }

  private void run(Script script, Path file, UnaryOperator<String> change) throws IOException {
    MarkdownPage page = MarkdownPage.read(file);
    List<Block> blocks = page.blocks();
    for (int i = 0; i < blocks.size(); i++) {
      Block block = blocks.get(i);
      Block below = i + 1 < blocks.size() ? blocks.get(i + 1) : null;
      boolean output = below != null && below.kind().equals("text");
      String code = change.apply(block.text());
      printed.reset();
      if (block.kind().equals("java")) {
        script.run(page.name(), code, block.line());
        if (output) {
          assertPrinted(page, below, printed.toString(StandardCharsets.UTF_8));
        }
      } else if (block.kind().equals("java error")) {
        assertFalse(!output, page.name() + ":" + block.line() + ": what is the error's text?");
        assertPrinted(page, below, failure(script, page, block, code));
      }
    }
  }

  /** The number that the guide's pages are in order of. */
  private static int number(Path page) {
    return Integer.parseInt(page.getFileName().toString().replaceFirst("-.*", ""));
  }

  /** Two epochs show that the code is right. */
  private static String quick(String code) {
    return code.replaceAll("epochs\\(\\d+\\)", "epochs(2)");
  }

  private static String failure(Script script, MarkdownPage page, Block block, String code) {
    try {
      script.run(page.name(), code, block.line());
    } catch (DataException expected) {
      return expected.getMessage();
    }
    return fail(page.name() + ":" + block.line() + ": did not fail");
  }

  private static void assertPrinted(MarkdownPage page, Block wanted, String printed) {
    String pattern =
        wanted
            .text()
            .lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .map(DocumentationTest::pattern)
            .reduce((a, b) -> a + "(?s:.*?)" + b)
            .orElse("");
    assertTrue(
        Pattern.compile(pattern).matcher(printed.replaceAll("[ \\t]+", " ")).find(),
        () ->
            page.name() + ":" + wanted.line() + ": not printed as it stands; printed:\n" + printed);
  }

  private static String pattern(String line) {
    return Stream.of(line.replaceAll("[ \\t]+", " ").split(" ?… ?", -1))
        .map(part -> part.isEmpty() ? "" : Pattern.quote(part))
        .reduce((a, b) -> a + "[^\\n]*?" + b)
        .orElse("");
  }
}
