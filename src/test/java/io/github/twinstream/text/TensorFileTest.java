package io.github.twinstream.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TensorFileTest {
  @Test
  void givesBackWhatWasWritten(@TempDir Path folder) throws IOException {
    Map<String, byte[]> sections = new LinkedHashMap<>();
    sections.put("bytes", new byte[] {1, 2, 3});
    sections.put("floats", TensorFile.bytes(new float[] {1.5f, -2}));
    TensorFile.write(folder.resolve("file"), Map.of("layers", "4"), sections);
    TensorFile file = TensorFile.open(folder.resolve("file"));
    assertEquals("4", file.fact("layers"));
    assertEquals(ByteBuffer.wrap(new byte[] {1, 2, 3}), file.section("bytes"));
    assertArrayEquals(new float[] {1.5f, -2}, file.floats("floats"));
  }

  @Test
  void refusesAFileThatIsNotWhole() {
    byte[] whole = TensorFile.bytes(Map.of(), Map.of("a", new byte[100]));
    byte[] changed = whole.clone();
    changed[whole.length - 1] ^= 1;
    refuses(changed, "its checksum does not match");
    refuses(Arrays.copyOf(whole, whole.length - 1), "its checksum does not match");
    refuses(new byte[64], "it is no file of tensors");
    refuses(new byte[3], "it is no file of tensors");
  }

  @Test
  void saysWhatItLacks() throws IOException {
    TensorFile file = TensorFile.of(ByteBuffer.wrap(TensorFile.bytes(Map.of(), Map.of())));
    IOException fact = assertThrows(IOException.class, () -> file.fact("layers"));
    assertEquals("it lacks the fact layers", fact.getMessage());
    IOException section = assertThrows(IOException.class, () -> file.section("words"));
    assertEquals("it lacks the section words", section.getMessage());
  }

  private static void refuses(byte[] bytes, String message) {
    IOException e = assertThrows(IOException.class, () -> TensorFile.of(ByteBuffer.wrap(bytes)));
    assertEquals(message, e.getMessage());
  }

  @Nested
  class Codes {
    @Test
    void ofOneByteAreWithinHalfAStepOfTheirRow() throws IOException {
      float[] matrix = {1, -0.5f, 0.25f, 0, 0, 0, 1000, 3, -999};
      Map<String, byte[]> sections = new LinkedHashMap<>();
      RowCodes.put(sections, "m", matrix, 3);
      RowCodes codes = RowCodes.of(file(sections), "m");
      assertEquals(3, codes.rows());
      assertEquals(3, codes.columns());
      float[] decoded = codes.decoded();
      for (int i = 0; i < 9; i++) {
        float step = i < 6 ? 1 / 127f : 1000 / 127f;
        assertEquals(matrix[i], decoded[i], step / 2 + 1e-6, "number " + i);
      }
    }

    @Test
    void ofHalfAByteKeepTheDirectionOfARow() throws IOException {
      Random random = new Random(5);
      float[][] rows = new float[50][248];
      for (float[] row : rows) {
        for (int i = 0; i < row.length; i++) {
          row[i] = (float) random.nextGaussian();
        }
      }
      rows[7] = new float[248];
      Map<String, byte[]> sections = new LinkedHashMap<>();
      HalfByteCodes.put(sections, "m", rows);
      assertEquals(50 * 124, sections.get("m").length);
      HalfByteCodes codes = HalfByteCodes.of(file(sections), "m");
      for (int r = 0; r < rows.length; r++) {
        float[] decoded = codes.row(r);
        if (r == 7) {
          assertArrayEquals(rows[7], decoded);
        } else {
          double cosine = Vectors.dot(Vectors.unit(rows[r]), Vectors.unit(decoded));
          assertTrue(cosine > 0.985, "cosine " + cosine);
        }
      }
    }

    private TensorFile file(Map<String, byte[]> sections) throws IOException {
      return TensorFile.of(ByteBuffer.wrap(TensorFile.bytes(Map.of(), sections)));
    }
  }
}
