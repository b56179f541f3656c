package io.github.twinstream.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.twinstream.display.Grid;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlainFrontEndTest {
  @TempDir private Path folder;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private String shown(Path where, Object value) {
    bytes.reset();
    new PlainFrontEnd(new PrintStream(bytes, true, StandardCharsets.UTF_8), where).show(value);
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void text_is_printed_and_no_file_written_when_there_is_no_picture() throws IOException {
    assertEquals("a\n-\n1\n", shown(folder, new Grid("", "a").row("1")));
    assertEquals("[[1, 2], [3]]\n", shown(folder, new int[][] {{1, 2}, {3}}));
    assertEquals("[0.5, 1.5]\n", shown(folder, new double[] {0.5, 1.5}));
    assertEquals("null\n", shown(folder, null));
    try (var files = Files.list(folder)) {
      assertEquals(0, files.count());
    }
  }

  @Test
  void a_chart_becomes_a_png_file_beside_a_page_that_has_everything() throws IOException {
    Path where = folder.resolve("shown");

    String text = shown(where, Values.histograms());

    Path png = where.resolve("01-how-age-is-distributed.png");
    assertTrue(text.contains("Age"), text);
    assertTrue(text.endsWith("picture: " + png + "\n"), text);
    byte[] image = Files.readAllBytes(png);
    assertEquals("PNG", new String(image, 1, 3, StandardCharsets.US_ASCII));
    String page = Files.readString(where.resolve("show.html"));
    assertTrue(page.contains("src=\"01-how-age-is-distributed.png\""), page);
    assertTrue(page.contains("alt=\"Age: 5 values.\""), page);
  }

  @Test
  void an_image_becomes_a_png_file() {
    String text = shown(folder, new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB));

    assertTrue(text.startsWith("image, 3 × 2 pixels\n"), text);
    assertTrue(Files.isRegularFile(folder.resolve("01-picture.png")));
  }

  @Test
  void a_folder_that_cannot_be_written_costs_a_line_and_not_the_result() throws IOException {
    Path file = Files.createFile(folder.resolve("taken"));

    String text = shown(file, Values.histograms());

    assertTrue(text.contains("Age"), text);
    assertTrue(text.contains("no picture: cannot write"), text);
    assertFalse(text.contains("picture: " + file), text);
  }
}
