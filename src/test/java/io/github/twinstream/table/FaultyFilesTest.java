package io.github.twinstream.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.twinstream.error.DataException;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are no CSV, or not the CSV that they seem to be. */
class FaultyFilesTest {
  /** Held, so that its level is kept: changed files mix encodings all the time. */
  private static final Logger LOG = Logger.getLogger(CsvReader.class.getName());

  static {
    LOG.setLevel(Level.OFF);
  }

  @TempDir private Path folder;

  private Path file(byte[]... parts) throws IOException {
    Path file = folder.resolve("faulty.csv");
    Files.deleteIfExists(file);
    Files.createFile(file);
    for (byte[] part : parts) {
      Files.write(file, part, java.nio.file.StandardOpenOption.APPEND);
    }
    return file;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String problem(Path file) {
    return assertThrows(DataException.class, () -> CsvReader.of(file).read()).getMessage();
  }

  @Test
  void a_row_that_swallows_the_file_ends_the_reading_long_before_its_end() throws IOException {
    Path file = folder.resolve("open.csv");
    try (Writer out = Files.newBufferedWriter(file)) {
      out.write("id,title\n1,fine\n2,\"never closed\n");
      String rows = "3,a title\n".repeat(10_000);
      for (int i = 0; i < 300; i++) {
        out.write(rows);
      }
    }
    assertEquals(
        "cannot read open.csv: line 3 begins a row of more than 16,000,000 characters; is a quote"
            + " not closed, or is this no CSV?",
        problem(file));
  }

  @Test
  void a_cell_of_a_million_characters_is_read_and_one_more_is_not() throws IOException {
    String cell = "x".repeat(CsvReader.LONGEST_CELL);
    assertEquals(
        CsvReader.LONGEST_CELL,
        CsvReader.of(file(utf8("a,b\n1," + cell + "\n"))).read().tokens("b")[0].length());
    assertTrue(problem(file(utf8("a,b\n1," + cell + "x\n"))).contains("1,000,001 characters"));
  }

  @Test
  void many_long_rows_are_no_problem() throws IOException {
    String row = "y".repeat(900_000) + "," + "z".repeat(900_000) + "\n";
    DataTable table = CsvReader.of(file(utf8("a,b\n"), utf8(row.repeat(20)))).read();
    assertEquals(20, table.rows());
  }

  @Test
  void binary_garbage_is_told_or_read_but_never_a_crash() throws IOException {
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 300; i++) {
      byte[] garbage = new byte[1 + random.nextInt(3000)];
      random.nextBytes(garbage);
      if (i % 2 == 1) {
        for (int b = 0; b < garbage.length; b++) {
          garbage[b] = garbage[b] == 0 ? 1 : garbage[b];
        }
      }
      readOrRefuse(file(garbage));
    }
  }

  @Test
  void a_zip_and_a_picture_are_told_to_be_no_text() throws IOException {
    byte[] zip = {'P', 'K', 3, 4, 20, 0, 0, 0, 8, 0};
    assertTrue(problem(file(zip)).contains("it is not text, byte 5 is zero; unpack it"));
  }

  @Test
  void encodings_that_are_mixed_are_told_in_the_provenance() throws IOException {
    Path file = file(utf8("name\nJürgen\nZoë\n"), latin("René\nFrançois\n"));
    DataTable table = CsvReader.of(file).read();
    assertEquals("René", table.tokens("name")[2]);
    assertEquals(
        "faulty.csv mixes encodings: 2 letters are UTF-8, 2 bytes are not, the first of these,"
            + " 0xE9, on line 4; all are read as windows-1252, so the former come out wrong: save"
            + " the file in one encoding",
        table.provenance().steps().get(0));
    assertEquals(0, CsvReader.of(file(latin("name\nRené\n"))).read().provenance().steps().size());
    assertEquals(0, CsvReader.of(file(utf8("name\nRené\n"))).read().provenance().steps().size());
  }

  @Test
  void words_for_what_is_no_number_are_missing_and_too_large_ones_stay_text() throws IOException {
    DataTable table =
        CsvReader.of(file(utf8("a,b,c\n1.5,1e999,Infinity\nNaN,2,3\n-2,3,4\n"))).read();
    assertArrayEquals(new double[] {1.5, Double.NaN, -2}, table.numbers("a"));
    assertEquals("text", table.type("b"));
    assertEquals("text", table.type("c"));
  }

  @Test
  void a_column_without_any_value_is_text_that_is_missing() throws IOException {
    DataTable table = CsvReader.of(file(utf8("a,b\n1,\n2,\n3,\n"))).read();
    assertEquals("text", table.type("b"));
    assertArrayEquals(new String[3], table.tokens("b"));
  }

  @Test
  void a_table_of_one_row_is_read() throws IOException {
    DataTable table = CsvReader.of(file(utf8("a,b\n1,x"))).read();
    assertEquals(1, table.rows());
    assertEquals("x", table.tokens("b")[0]);
  }

  @Test
  void two_thousand_random_changes_of_a_file_are_read_or_refused() throws IOException {
    byte[] whole =
        utf8(
            "id;title;\"when\";price\n1;\"a; \"\"quoted\"\" title\";2004-09-12;1.5\n"
                + "2;Jürgen's book;2005-01-31 10:00;NA\n3;\"two\nlines\";;-7e3\n0042;\\\"x;y;1\n");
    SplittableRandom random = new SplittableRandom(2021);
    for (int i = 0; i < 2000; i++) {
      byte[] changed = whole.clone();
      for (int n = 1 + random.nextInt(4); n > 0; n--) {
        int at = random.nextInt(changed.length);
        switch (random.nextInt(4)) {
          case 0 -> changed[at] = (byte) random.nextInt(256);
          case 1 -> changed[at] = (byte) "\";,\n\r\\\t|".charAt(random.nextInt(8));
          case 2 -> changed = Arrays.copyOf(changed, Math.max(1, at));
          default -> {
            byte[] longer = new byte[changed.length + changed.length - at];
            System.arraycopy(changed, 0, longer, 0, changed.length);
            System.arraycopy(changed, at, longer, changed.length, changed.length - at);
            changed = longer.length > 1 << 16 ? changed : longer;
          }
        }
      }
      readOrRefuse(file(changed));
    }
  }

  private static void readOrRefuse(Path file) {
    try {
      DataTable table = CsvReader.of(file).read();
      for (String column : table.columns()) {
        assertEquals(table.rows(), table.tokens(column).length);
      }
    } catch (DataException e) {
      assertTrue(e.getMessage().startsWith("cannot read faulty.csv: "), e.getMessage());
    }
  }
}
