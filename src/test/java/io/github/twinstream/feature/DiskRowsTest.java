package io.github.twinstream.feature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.twinstream.error.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskRowsTest {
  private static final EncodedRows ROWS =
      new EncodedRows(
          Schema.of(
              List.of(
                  Field.numeric("x", "x"),
                  Field.categorical("c", 9),
                  Field.sequence("s", 5, 2, Pooling.MEAN, "")),
              Map.of("a", List.of("x"), "b", List.of("c", "s"))),
          3,
          new int[] {1, 2, 0, 3, 4, 1, 8, 0, 0},
          new float[] {0.5f, -1, Float.NaN},
          new float[] {1, 0, 1},
          new double[0],
          new int[0],
          new String[0]);

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void setUp() {
    file = folder.resolve("train.rows");
  }

  @Test
  void every_row_comes_back_as_it_was() {
    DiskRows read = DiskRows.write(file, ROWS);
    assertEquals(ROWS.schema(), read.schema());
    assertEquals(3, read.rows());
    assertTrue(read.labelled());
    int[] ids = new int[3];
    float[] numbers = new float[1];
    for (int row = 0; row < 3; row++) {
      read.ids(row, ids);
      read.numbers(row, numbers);
      assertArrayEquals(java.util.Arrays.copyOfRange(ROWS.ids(), 3 * row, 3 * row + 3), ids);
      assertEquals(ROWS.numeric()[row], numbers[0]);
      assertEquals(ROWS.label(row), read.label(row));
    }
  }

  @Test
  void no_rows_and_no_labels_are_kept_as_such() {
    EncodedRows none =
        new EncodedRows(
            ROWS.schema(),
            0,
            new int[0],
            new float[0],
            new float[0],
            new double[0],
            new int[0],
            new String[0]);
    assertEquals(0, DiskRows.write(file, none).rows());
    EncodedRows unlabelled =
        new EncodedRows(
            ROWS.schema(),
            3,
            ROWS.ids(),
            ROWS.numeric(),
            new float[0],
            new double[0],
            new int[0],
            new String[0]);
    assertFalse(DiskRows.write(file, unlabelled).labelled());
  }

  @Test
  void a_file_that_was_cut_short_is_refused() throws IOException {
    DiskRows.write(file, ROWS);
    byte[] bytes = Files.readAllBytes(file);
    for (int length : new int[] {0, 10, 24, 100, bytes.length - 1}) {
      Files.write(file, java.util.Arrays.copyOf(bytes, length));
      DataException error = assertThrows(DataException.class, () -> DiskRows.open(file));
      assertTrue(error.getMessage().contains("train.rows"), error.getMessage());
      assertTrue(error.getMessage().endsWith("write them again with DiskRows.write"));
    }
  }

  @Test
  void another_kind_of_file_is_refused() throws IOException {
    Files.writeString(file, "User-ID,ISBN,Book-Rating and more text than a head takes");
    DataException error = assertThrows(DataException.class, () -> DiskRows.open(file));
    assertTrue(error.getMessage().contains("does not begin like one"), error.getMessage());
  }
}
