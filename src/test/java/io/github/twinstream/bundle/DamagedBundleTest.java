package io.github.twinstream.bundle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.twinstream.Model;
import io.github.twinstream.archive.ArchiveReader;
import io.github.twinstream.error.DataException;
import io.github.twinstream.testing.SampleModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DamagedBundleTest {
  private static final Map<String, Object> ROW = Map.of("Age", 45, "Book-Title", "Wolves");

  @TempDir private static Path folder;
  private static byte[] whole;
  private static double score;

  @BeforeAll
  static void save() throws IOException {
    Path file = folder.resolve("whole.twin");
    try (Model model =
        SampleModel.train(SampleModel.streams(SampleModel.split(), SampleModel.ENCODER))) {
      model.save(file.toString());
    }
    whole = Files.readAllBytes(file);
    try (ServedModel served = ServedModel.open(file, SampleModel.ENCODER)) {
      score = served.score(ROW);
    }
  }

  @Test
  void a_thousand_random_changes_are_refused_or_do_not_matter() throws IOException {
    SplittableRandom random = new SplittableRandom(2304);
    int refused = 0;
    for (int i = 0; i < 1000; i++) {
      byte[] changed = mutate(random);
      Path file = Files.write(folder.resolve("changed.twin"), changed);
      try (ServedModel served = ServedModel.open(file, SampleModel.ENCODER)) {
        assertArrayEquals(
            new double[] {score}, new double[] {served.score(ROW)}, 0, "mutation " + i);
      } catch (DataException e) {
        refused++;
        assertTrue(e.getMessage().startsWith("cannot open '"), e.getMessage());
      }
    }
    // what is not refused lies in fields of the zip that no reader looks at
    assertTrue(refused > 900, refused + " of 1000 were refused");
  }

  private static byte[] mutate(SplittableRandom random) {
    byte[] changed = whole.clone();
    switch (random.nextInt(5)) {
      case 0 -> changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
      case 1 -> changed = Arrays.copyOf(changed, random.nextInt(changed.length));
      case 2 -> {
        int from = random.nextInt(changed.length);
        int to = Math.min(changed.length, from + 1 + random.nextInt(4096));
        for (int i = from; i < to; i++) {
          changed[i] = (byte) random.nextInt(256);
        }
      }
      case 3 -> {
        // the directory at the end, where sizes and places stand
        int back = 1 + random.nextInt(1500);
        changed[changed.length - back] = (byte) random.nextInt(256);
      }
      default -> {
        int from = random.nextInt(changed.length);
        int length = Math.min(changed.length - from, 1 + random.nextInt(1000));
        int to = random.nextInt(changed.length - length + 1);
        System.arraycopy(whole, from, changed, to, length);
      }
    }
    return Arrays.equals(changed, whole) ? Arrays.copyOf(changed, changed.length - 1) : changed;
  }

  @Test
  void a_part_that_was_changed_is_named() throws IOException {
    assertTrue(
        refused(parts -> parts.put("network.json", "{}".getBytes(StandardCharsets.UTF_8)))
            .contains("part 'network.json' is cut"));
    assertTrue(
        refused(parts -> parts.computeIfPresent("parameters.bin", (n, b) -> flip(b)))
            .contains("part 'parameters.bin' does not have the hash"));
    assertTrue(
        refused(parts -> parts.computeIfPresent("MODEL_CARD.html", (n, b) -> flip(b)))
            .contains("part 'MODEL_CARD.html' does not have the hash"));
    assertTrue(
        refused(parts -> parts.computeIfPresent("manifest.json", (n, b) -> flip(b)))
            .contains("the manifest does not have the hash"));
    assertTrue(
        refused(parts -> parts.remove("features.json")).contains("'features.json' is missing"));
    assertTrue(refused(parts -> parts.remove("manifest.json")).contains("it has no manifest.json"));
  }

  @Test
  void a_part_that_nobody_asked_for_is_refused_wherever_it_points() throws IOException {
    String message = refused(parts -> parts.put("../../evil.sh", new byte[] {1}));
    assertTrue(message.contains("part '../../evil.sh' is not in the manifest"), message);
    assertFalse(Files.exists(folder.resolve("../../evil.sh")));
  }

  @Test
  void compressed_parts_and_with_them_bombs_are_refused() throws IOException {
    Path file = folder.resolve("bomb.twin");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("manifest.json"));
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 64; i++) {
        zip.write(zeros);
      }
    }
    String message = message(file);
    assertTrue(message.contains("part 'manifest.json' is compressed, which none may be"), message);
  }

  @Test
  void a_part_that_comes_twice_is_refused() throws IOException {
    // GIVEN two parts whose names are then made equal in the bytes
    Map<String, byte[]> parts = parts();
    parts.put("network.jsoX", "{}".getBytes(StandardCharsets.UTF_8));
    byte[] bytes = zip(parts);
    byte[] from = "network.jsoX".getBytes(StandardCharsets.UTF_8);
    byte[] to = "network.json".getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i + from.length <= bytes.length; i++) {
      if (Arrays.equals(bytes, i, i + from.length, from, 0, from.length)) {
        System.arraycopy(to, 0, bytes, i, to.length);
      }
    }
    String message = message(Files.write(folder.resolve("twice.twin"), bytes));
    assertTrue(message.contains("part 'network.json' comes twice"), message);
  }

  @Test
  void what_is_no_model_is_told_apart() throws IOException {
    assertTrue(message(folder.resolve("none.twin")).contains("there is no such file"));
    assertTrue(message(folder).contains("it is a folder"));
    assertTrue(message(Files.createFile(folder.resolve("empty.twin"))).contains("no readable zip"));
    Path text = Files.writeString(folder.resolve("text.twin"), "User-ID,ISBN\n".repeat(100));
    assertTrue(message(text).contains("no readable zip"));
    Path other = folder.resolve("other.twin");
    new io.github.twinstream.archive.ArchiveWriter("other-thing", 1, 0).text("a", "b").write(other);
    assertTrue(message(other).contains("it is a 'other-thing', wanted is a 'twinstream-model'"));
  }

  @Test
  void a_newer_version_is_refused_and_a_newer_addition_is_not_in_the_way() {
    Path newer = folder.resolve("newer.twin");
    new io.github.twinstream.archive.ArchiveWriter(Bundle.FORMAT, 2, 0).text("a", "b").write(newer);
    assertTrue(
        message(newer)
            .contains("has format version 2.0, this program reads version 1; take a newer"));
    Path minor = folder.resolve("minor.twin");
    new io.github.twinstream.archive.ArchiveWriter(Bundle.FORMAT, 1, 9).text("a", "b").write(minor);
    try (ArchiveReader reader = ArchiveReader.open(minor, Bundle.FORMAT, Bundle.MAJOR)) {
      assertTrue(reader.text("a").equals("b"));
    }
  }

  private static byte[] flip(byte[] bytes) {
    byte[] flipped = bytes.clone();
    flipped[flipped.length / 2] ^= 1;
    return flipped;
  }

  private static String refused(Consumer<Map<String, byte[]>> change) throws IOException {
    Map<String, byte[]> parts = parts();
    change.accept(parts);
    return message(Files.write(folder.resolve("rewritten.twin"), zip(parts)));
  }

  private static String message(Path file) {
    return assertThrows(
            DataException.class, () -> ServedModel.open(file, SampleModel.ENCODER).close())
        .getMessage();
  }

  private static Map<String, byte[]> parts() throws IOException {
    Map<String, byte[]> parts = new LinkedHashMap<>();
    Path file = Files.write(folder.resolve("copy.twin"), whole);
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        parts.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
      }
    }
    return parts;
  }

  private static byte[] zip(Map<String, byte[]> parts) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.setMethod(ZipOutputStream.STORED);
      for (Map.Entry<String, byte[]> part : parts.entrySet()) {
        ZipEntry entry = new ZipEntry(part.getKey());
        CRC32 crc = new CRC32();
        crc.update(part.getValue());
        entry.setCrc(crc.getValue());
        entry.setSize(part.getValue().length);
        zip.putNextEntry(entry);
        zip.write(part.getValue());
      }
    }
    return out.toByteArray();
  }
}
