package io.github.twinstream.table;

import static io.github.twinstream.testing.SmallTables.cells;
import static java.util.Arrays.asList;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.DataException;
import io.github.twinstream.testing.SharedData;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvReaderTest {
  @TempDir Path folder;

  private Path file(String text) throws IOException {
    return file(text.getBytes(StandardCharsets.UTF_8));
  }

  private Path file(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("books.csv"), bytes);
  }

  private DataTable read(String text) throws IOException {
    return CsvReader.of(file(text)).read();
  }

  private String problem(String text) throws IOException {
    return problem(CsvReader.of(file(text)));
  }

  private static String problem(CsvReader reader) {
    return assertThrows(DataException.class, reader::read).getMessage();
  }

  @Nested
  class Shapes {
    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t", "|"})
    void the_separator_is_found_out(String separator) throws IOException {
      // GIVEN a cell that holds all the others
      String text = "a,b,c\n1,\"x,;|\ty\",2\n".replace(",", separator);
      // WHEN
      DataTable table = read(text);
      // THEN
      assertEquals(List.of("a", "b", "c"), table.columns());
      assertEquals(List.of("2"), cells(table, "c"));
    }

    @Test
    void more_commas_in_cells_than_semicolons_between_them_do_not_mislead() throws IOException {
      DataTable table = read("user;place\n1;nyc, new york, usa\n2;porto, portugal\n");
      assertEquals(List.of("nyc, new york, usa", "porto, portugal"), cells(table, "place"));
    }

    @Test
    void one_column_needs_no_separator() throws IOException {
      assertEquals(List.of("1", "2"), cells(read("id\n1\n2"), "id"));
    }

    @Test
    void a_given_separator_is_taken() throws IOException {
      DataTable table = CsvReader.of(file("a:b,c\n1:2,3\n")).separator(':').read();
      assertEquals(List.of("a", "b,c"), table.columns());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void any_line_end_is_taken_and_empty_lines_are_skipped(String end) throws IOException {
      DataTable table = read("a,b\n1,2\n\n3,4\n\n".replace("\n", end));
      assertEquals(List.of("1", "3"), cells(table, "a"));
      assertEquals(List.of("2", "4"), cells(table, "b"));
    }

    @Test
    void quoted_cells_hold_separators_quotes_and_line_ends() throws IOException {
      DataTable table = read("a,b\n\"x, \"\"y\"\"\",\"1\n2\"\n");
      assertEquals(List.of("x, \"y\""), cells(table, "a"));
      assertEquals(List.of("1\n2"), cells(table, "b"));
    }

    @Test
    void backslash_escapes_as_in_the_original_dump_are_found_out() throws IOException {
      DataTable table =
          read("\"id\";\"title\"\n\"1\";\"The \\\"Big\\\" One\"\n\"2\";\"a\\\";b\"\n");
      assertEquals(List.of("The \"Big\" One", "a\";b"), cells(table, "title"));
    }

    @Test
    void a_backslash_before_a_closing_quote_stays_where_quotes_are_doubled() throws IOException {
      DataTable table = read("a,b\n\"C:\\\",1\n\"6\"\" x\\\",2\n");
      assertEquals(List.of("C:\\", "6\" x\\"), cells(table, "a"));
    }

    @Test
    void the_first_row_is_data_where_a_header_is_given() throws IOException {
      DataTable table = CsvReader.of(file("1\t10\n2\t20\n")).header("user", "item").read();
      assertEquals(List.of("1", "2"), cells(table, "user"));
    }

    @Test
    void a_header_alone_gives_a_table_without_rows() throws IOException {
      DataTable table = read("a,b\n");
      assertEquals(0, table.rows());
      assertEquals(List.of("a", "b"), table.columns());
    }
  }

  @Nested
  class Encodings {
    @ParameterizedTest
    @CsvSource({"UTF-8", "windows-1252", "ISO-8859-1", "UTF-16"})
    void the_encoding_is_found_out(String charset) throws IOException {
      byte[] bytes = "title,n\nCafé à la crème,1\n".getBytes(Charset.forName(charset));
      assertEquals(List.of("Café à la crème"), cells(CsvReader.of(file(bytes)).read(), "title"));
    }

    @Test
    void a_byte_order_mark_is_no_part_of_the_first_name() throws IOException {
      assertEquals(List.of("a", "b"), read("\uFEFFa,b\n1,2\n").columns());
    }

    @Test
    void latin_letters_far_behind_the_beginning_are_seen() throws IOException {
      String text = "title,n\n" + "plain,1\n".repeat(20_000) + "Gr\u00fcn,2\n";
      DataTable table = CsvReader.of(file(text.getBytes(StandardCharsets.ISO_8859_1))).read();
      assertEquals("Gr\u00fcn", table.tokens("title")[20_000]);
    }

    @Test
    void a_letter_over_the_edge_of_a_chunk_is_whole() throws IOException {
      String text = "t\n" + "x".repeat((1 << 16) - 3) + "\u00fc\n";
      assertTrue(read(text).tokens("t")[0].endsWith("x\u00fc"));
    }

    @Test
    void bytes_that_a_given_encoding_does_not_allow_are_an_error() throws IOException {
      byte[] bytes = "a,b\n1,2\nGr\u00fcn,3\n".getBytes(StandardCharsets.ISO_8859_1);
      assertEquals(
          "cannot read books.csv: line 3 holds bytes that are not UTF-8, the first is 0xFC; leave"
              + " out charset(...) to have it found out, or name the encoding it was saved in",
          problem(CsvReader.of(file(bytes)).charset(StandardCharsets.UTF_8)));
    }

    @Test
    void a_file_that_is_no_text_is_an_error() throws IOException {
      assertEquals(
          "cannot read books.csv: it is not text, byte 2 is zero; unpack it, or export it as CSV in"
              + " UTF-8",
          problem("PK\0\3"));
    }
  }

  @Nested
  class Types {
    @ParameterizedTest
    @CsvSource({
      "1|2|, whole number",
      "1|3000000000, whole number",
      "-2147483648|1, whole number",
      "1|2.5, number",
      "1|1e3, number",
      "' 7|8', whole number",
      "1|x, text",
      "0002005018|1, text",
      "1|12345678901234567890, text",
      "9007199254740993|0.5, text",
      "2004-09-17|2004-02-29, date",
      "2004-09-17|2004-09-17T08:30, date and time",
      "2004-09-17 08:30:01|2004-09-17T08:30, date and time",
      "2004-02-30|2004-09-17, text",
      "2004-09-17|5, text",
      "1|NA|N/A|NaN|NULL|null|n/a, whole number",
      "1.5|NULL, number",
      "NA|NULL, text",
      "0|0.5|-0.25, number",
    })
    void are_inferred_over_all_rows(String cells, String type) throws IOException {
      DataTable table = read("id,x\n" + row(cells.split("\\|", -1)));
      assertEquals(type, table.type("x"));
    }

    private String row(String[] cells) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < cells.length; i++) {
        text.append(i).append(',').append(cells[i]).append('\n');
      }
      return text.toString();
    }

    @Test
    void a_late_word_turns_the_column_to_text_as_it_was_written() throws IOException {
      String text = "x\n" + "7\n".repeat(5_000) + "1.0\n\"\"\nDK Publishing Inc\nNULL\n";
      List<String> cells = cells(read(text), "x");
      assertEquals("7", cells.get(4_999));
      assertEquals(asList("1.0", null, "DK Publishing Inc", "NULL"), cells.subList(5_000, 5_004));
    }

    @Test
    void missing_words_are_missing_among_numbers() throws IOException {
      DataTable table = read("x,y\n1,a\nNA,NA\n 3 ,c\n");
      assertArrayEquals(new double[] {1, Double.NaN, 3}, table.numbers("x"));
      assertEquals(List.of("a", "NA", "c"), cells(table, "y"));
    }

    @Test
    void missing_dates_are_missing() throws IOException {
      assertEquals(
          asList("2004-09-17", null, null), cells(read("d,n\n2004-09-17,1\n,2\nNA,3\n"), "d"));
    }

    @Test
    void empty_cells_are_missing_quoted_or_not() throws IOException {
      assertEquals(asList(null, null, "x"), cells(read("a,b\n,1\n\"\",2\nx,3\n"), "a"));
    }

    @Test
    void the_extremes_of_int_and_long_are_values() throws IOException {
      DataTable table = read("i,l\n-2147483648,-9223372036854775807\n2147483647,5\n");
      assertEquals(List.of("-2147483648", "2147483647"), cells(table, "i"));
      assertEquals(List.of("-9223372036854775807", "5"), cells(table, "l"));
    }

    @Test
    void columns_named_as_text_stay_text() throws IOException {
      DataTable table = CsvReader.of(file("id,n\n1,2\n")).text("id").read();
      assertEquals("text", table.type("id"));
    }

    @Test
    void columns_named_as_numbers_take_leading_zeros() throws IOException {
      DataTable table = CsvReader.of(file("id,n\n007,2\nNA,3\n")).numbers("id").read();
      assertArrayEquals(new double[] {7, Double.NaN}, table.numbers("id"));
    }

    @Test
    void a_word_in_a_column_named_as_numbers_is_an_error() throws IOException {
      assertEquals(
          "cannot read books.csv: line 3 column 'year' holds 'Gallimard', which is no number; leave"
              + " it out of numbers(...), or name the word in missing(...)",
          problem(CsvReader.of(file("id,year\n1,1999\n2,Gallimard\n")).numbers("year")));
    }

    @Test
    void words_named_as_missing_are_missing_in_text_too() throws IOException {
      DataTable table = CsvReader.of(file("a,b\n?,1\nx,?\n")).missing("?").read();
      assertEquals(asList(null, "x"), cells(table, "a"));
      assertEquals("whole number", table.type("b"));
    }

    @Test
    void a_named_column_that_is_not_there_is_an_error() throws IOException {
      assertEquals(
          "books.csv has no column 'ISNB': there are 'ISBN', 'year'; did you mean 'ISBN'?",
          problem(CsvReader.of(file("ISBN,year\n1,2\n")).text("ISNB")));
    }
  }

  @Nested
  class Problems {
    @Test
    void a_missing_file_names_the_nearest() throws IOException {
      file("a\n1\n");
      Path missing = folder.resolve("bokks.csv");
      assertEquals(
          "cannot read "
              + missing
              + ": in "
              + folder
              + " is no file 'bokks.csv': there are 'books.csv'; did you mean 'books.csv'?",
          problem(CsvReader.of(missing)));
    }

    @Test
    void a_folder_is_no_file() {
      assertEquals(
          "cannot read " + folder + ": it is a folder; name a file in it",
          problem(CsvReader.of(folder)));
    }

    @Test
    void a_missing_folder_is_named() {
      Path missing = folder.resolve("no").resolve("x.csv");
      assertEquals(
          "cannot read "
              + missing
              + ": there is no folder "
              + missing.getParent()
              + "; is the path right?",
          problem(CsvReader.of(missing)));
    }

    @Test
    void an_empty_file_is_an_error() throws IOException {
      assertEquals(
          "cannot read books.csv: it is empty; a header row is wanted at least", problem(""));
      assertEquals(
          "cannot read books.csv: it has only empty lines; a header row is wanted",
          problem("\n\n"));
    }

    @Test
    void a_row_with_too_many_cells_is_an_error() throws IOException {
      assertEquals(
          "cannot read books.csv: line 5 has 3 cells, but there are 2 columns ('a', 'b'), separated"
              + " by ',': the first cell too many is '9'; put quotes around the cell that holds the"
              + " separator, or give separator(...)",
          problem("a,b\n1,\"x\ny\"\n\n7,8,9\n"));
    }

    @Test
    void a_row_with_too_few_cells_is_an_error() throws IOException {
      assertEquals(
          "cannot read books.csv: line 2 has 1 cell, but there are 2 columns ('a', 'b'), separated"
              + " by tabs: column 'b' is the first without a cell, behind '7'; add what is missing",
          problem("a\tb\n7\n1\t2\n"));
    }

    @Test
    void the_last_row_without_line_end_has_its_own_line_number() throws IOException {
      assertTrue(problem("a,b\n1,2\n3").startsWith("cannot read books.csv: line 3 has 1 cell,"));
    }

    @Test
    void a_quote_that_is_not_closed_is_told_where_it_opens() throws IOException {
      assertEquals(
          "cannot read books.csv: line 3 column 'title' opens a quote that is not closed before the"
              + " end of the file: '\"Wild Animus'; close it, or double the quote if it belongs to"
              + " the text",
          problem("id,title\n1,x\n2,\"Wild Animus\n3,y\n"));
    }

    @Test
    void text_behind_a_closing_quote_is_an_error() throws IOException {
      assertEquals(
          "cannot read books.csv: line 2 has text behind a closing quote: '1,\"The \"Big\" One\"';"
              + " double the quotes that belong to the text, or close the one opened before",
          problem("id,title\n1,\"The \"Big\" One\"\n"));
    }

    @Test
    void names_that_come_twice_or_are_empty_are_errors() throws IOException {
      assertEquals(
          "cannot read books.csv: line 1 names two columns 'Id'; rename one in the file",
          problem("id,Id\n1,2\n"));
      assertEquals(
          "cannot read books.csv: line 1 gives column 1 of 2 no name; name it in the file",
          problem(",a\n1,2\n"));
    }

    @Test
    void a_cell_of_more_than_a_million_characters_is_an_error() throws IOException {
      String message = problem("a,b\n1," + "x".repeat(CsvReader.LONGEST_CELL + 1) + "\n");
      assertTrue(
          message.startsWith(
              "cannot read books.csv: line 2 column 'b' holds a cell of 1,000,001 characters, more"
                  + " than 1,000,000: 'xxx"),
          message);
    }

    @Test
    void a_separator_that_is_a_quote_is_refused() {
      CsvReader reader = CsvReader.of(folder);
      assertEquals(
          "separator is '\"': it must be no quote, backslash or line end",
          assertThrows(ConfigException.class, () -> reader.separator('"')).getMessage());
    }

    @Test
    void an_interrupt_stops_reading() throws IOException {
      CsvReader reader = CsvReader.of(file("a\n1\n"));
      Thread.currentThread().interrupt();
      try {
        assertEquals(
            "reading books.csv was interrupted",
            assertThrows(CancellationException.class, reader::read).getMessage());
      } finally {
        assertTrue(Thread.interrupted());
      }
    }
  }

  @Test
  void the_source_is_remembered_by_name_hash_and_rows() throws IOException {
    assertEquals(
        List.of(
            new Provenance.Source(
                "books.csv",
                "309b0e45a73d3fc5325e2b6ed0a01ef8b9cde6b05a5633c1f893f970d52bfddc",
                1)),
        read("a\n1\n").provenance().sources());
  }

  @Test
  void whatever_is_written_is_read_again() throws IOException {
    String[] pieces = {"a", "\"", ",", ";", "\n", "\r\n", " ", "é", "|", "\\", "0"};
    Random random = new Random(7);
    for (int round = 0; round < 200; round++) {
      // GIVEN a table of random text behind a column that makes the separator plain
      int rows = random.nextInt(6);
      String[] written = new String[rows];
      StringBuilder text = new StringBuilder("n,x\n");
      for (int row = 0; row < rows; row++) {
        StringBuilder cell = new StringBuilder("t");
        for (int i = random.nextInt(6); i > 0; i--) {
          cell.append(pieces[random.nextInt(pieces.length)]);
        }
        written[row] = cell.toString();
        text.append(row).append(",\"").append(written[row].replace("\"", "\"\"")).append("\"\n");
      }
      // WHEN
      DataTable table = CsvReader.of(file(text.toString())).separator(',').read();
      // THEN
      assertEquals(asList(written), cells(table, "x"), "round " + round);
    }
  }

  @Test
  void real_files_are_read_and_joined() {
    Path data = SharedData.bookCrossing();
    DataTable users = CsvReader.of(data.resolve("Users.csv")).read();
    DataTable ratings = CsvReader.of(data.resolve("Ratings.csv")).read();
    DataTable books = CsvReader.of(data.resolve("Books.csv")).read();
    assertEquals(278_858, users.rows());
    assertEquals("number", users.type("Age"));
    assertEquals("text", ratings.type("ISBN"));
    assertEquals("whole number", books.type("Year-Of-Publication"));
    assertEquals(547_337, users.join(ratings, "User-ID").join(books, "ISBN").rows());
  }
}
