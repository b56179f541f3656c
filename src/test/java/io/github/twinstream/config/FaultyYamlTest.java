package io.github.twinstream.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.DataException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Configuration files that are damaged or made to do harm. */
class FaultyYamlTest {
  private static final int MUTATIONS = Integer.getInteger("twinstream.mutations", 2000);
  private static final String DATASET =
      """
      books:
        train_data: train.csv
        min_categr_count: 2
        feature_cols:
          - {name: [age, year], dtype: float, type: numeric, fill_na: 0}
          - {name: author, dtype: str, type: categorical, fill_na: unknown}
          - {name: read, dtype: str, type: sequence, splitter: "|", max_len: 5, padding: pre}
        label_col: {name: label, dtype: float}
      """;
  private static final String MODEL =
      """
      Base: &base
        model: FinalMLP
        dataset_id: books
        epochs: 3
      run:
        <<: *base
        learning_rate: 1.e-3
        batch_size: 4_096
        mlp1_hidden_units: [64, 64]
        mlp1_dropout: 0.1
        fs1_context: [age]
        fs2_context: ["author"]
        early_stop_patience: 1
        monitor: {AUC: 1, logloss: -1}
      """;

  @TempDir private Path folder;

  private static String problem(String text) {
    return assertThrows(ConfigException.class, () -> YamlFile.of("a.yaml", text)).getMessage();
  }

  @Test
  void thousands_of_random_changes_are_read_or_refused_with_the_files_name() throws IOException {
    Path data = folder.resolve("dataset.yaml");
    Path model = folder.resolve("model.yaml");
    SplittableRandom random = new SplittableRandom(8);
    for (int i = 0; i < MUTATIONS; i++) {
      boolean first = random.nextBoolean();
      Files.write(data, first ? changed(DATASET, random) : utf8(DATASET));
      Files.write(model, first ? utf8(MODEL) : changed(MODEL, random));
      try {
        FuxiConfig config = FuxiConfig.read(data, model, "run");
        config.plan();
        FuxiYaml.dataset(config);
        FuxiYaml.model(config);
      } catch (ConfigException | DataException e) {
        assertTrue(e.getMessage().length() > 10, e.getMessage());
      }
    }
  }

  private static byte[] changed(String text, SplittableRandom random) {
    byte[] bytes = utf8(text);
    for (int n = 1 + random.nextInt(3); n > 0; n--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(5)) {
        case 0 -> bytes[at] = (byte) random.nextInt(256);
        case 1 -> bytes[at] = (byte) ":-{}[]&*!|>'\"#% \n,9e.".charAt(random.nextInt(21));
        case 2 -> bytes = Arrays.copyOf(bytes, Math.max(1, at));
        case 3 -> {
          byte[] word = utf8(random.nextBoolean() ? "99999999999" : "-1e999");
          System.arraycopy(word, 0, bytes, at, Math.min(word.length, bytes.length - at));
        }
        default -> {
          int to = random.nextInt(bytes.length);
          int length = Math.min(random.nextInt(40), bytes.length - Math.max(at, to));
          System.arraycopy(bytes, at, bytes, to, length);
        }
      }
    }
    return bytes;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void a_file_that_claims_gigabytes_is_refused_before_it_is_read() throws IOException {
    Path file = folder.resolve("large.yaml");
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(10_000_000_000L);
    }
    assertEquals(
        "cannot read "
            + file
            + ": it has 10,000,000,000 bytes, a configuration has at most 4,194,304",
        assertThrows(DataException.class, () -> YamlFile.read(file)).getMessage());
    Files.delete(file);
  }

  @Test
  void bytes_that_are_no_utf_8_are_told() throws IOException {
    Path file = Files.write(folder.resolve("latin.yaml"), "a: caf\u00e9".getBytes("ISO-8859-1"));
    assertEquals(
        "cannot read " + file + ": it is not UTF-8; save it as UTF-8",
        assertThrows(DataException.class, () -> YamlFile.read(file)).getMessage());
  }

  @Test
  void blocks_within_blocks_without_end_are_refused() {
    String wanted = "a.yaml:1: there are more than 32 blocks within each other";
    assertEquals(wanted, problem("a: " + "[".repeat(100_000)));
    assertEquals(wanted, problem("a: " + "{b: ".repeat(50_000)));
    assertEquals(wanted + ", by an alias", problem("a: &x [*x]"));
    assertEquals(wanted + ", by an alias", problem("a: &x {b: 1, <<: *x}"));
  }

  @Test
  void aliases_that_multiply_are_refused() {
    StringBuilder text = new StringBuilder("l0: &l0 [1, 2, 3, 4]\n");
    for (int i = 1; i < 16; i++) {
      String before = "*l" + (i - 1);
      text.append(String.format("l%d: &l%d [%s, %s, %s]%n", i, i, before, before, before));
    }
    String message = problem(text.toString());
    assertTrue(message.endsWith(": there are more than 100000 values, by aliases"), message);
  }

  @Test
  void a_key_that_is_no_word_is_refused() {
    assertEquals("a.yaml:1: a key is a list or a block: it must be a word", problem("[a, b]: 1"));
  }

  @Test
  void a_tag_makes_no_object() {
    YamlFile file = YamlFile.of("a.yaml", "a: {b: !!java.net.URL ['http://localhost']}");
    assertEquals("[http://localhost]", file.block("a").value("b", null).toString());
  }
}
