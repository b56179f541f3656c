package io.github.twinstream.testing;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Finds and reads the golden numbers; where they are absent, fails in CI and skips elsewhere. */
public final class Golden {
  private Golden() {}

  /** A file or folder below the golden one. */
  public static Path path(String name) {
    Path path =
        Path.of(System.getProperty("twinstream.golden", "../shared/reference/golden"))
            .resolve(name);
    if (!Files.exists(path)) {
      String message = "no golden numbers in " + path + ": give -Dtwinstream.golden=DIR";
      if (System.getenv("CI") != null) {
        fail(message);
      }
      abort(message);
    }
    return path;
  }

  /** The model cases whose file names begin so, without the ending. */
  public static List<String> cases(String prefix) throws IOException {
    try (Stream<Path> files = Files.list(path("model"))) {
      return files
          .map(f -> f.getFileName().toString())
          .filter(f -> f.startsWith(prefix) && f.endsWith(".json"))
          .map(f -> f.substring(0, f.length() - 5))
          .sorted()
          .toList();
    }
  }

  /** A JSON object. */
  public static JsonObject json(String name) throws IOException {
    return JsonParser.parseString(Files.readString(path(name))).getAsJsonObject();
  }

  /** All tensors of an NPZ file as doubles. */
  public static Map<String, double[]> npz(String name) throws IOException {
    Map<String, double[]> tensors = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(path(name)))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        String key = entry.getName();
        tensors.put(key.substring(0, key.length() - 4), npy(zip.readAllBytes()));
      }
    }
    return tensors;
  }

  private static double[] npy(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int header = buffer.get(6) == 1 ? buffer.getShort(8) & 0xffff : buffer.getInt(8);
    int start = (buffer.get(6) == 1 ? 10 : 12) + header;
    String words = new String(bytes, 0, start, StandardCharsets.ISO_8859_1);
    buffer.position(start);
    boolean single = words.contains("<f4");
    double[] values = new double[buffer.remaining() / (single ? 4 : 8)];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          single
              ? buffer.getFloat()
              : words.contains("<f8") ? buffer.getDouble() : buffer.getLong();
    }
    return values;
  }
}
