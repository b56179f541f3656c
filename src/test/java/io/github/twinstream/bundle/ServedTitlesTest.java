package io.github.twinstream.bundle;

import static io.github.twinstream.Twinstream.miniLm;
import static io.github.twinstream.Twinstream.multilingual;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.twinstream.Model;
import io.github.twinstream.Split;
import io.github.twinstream.Streams;
import io.github.twinstream.testing.SampleModel;
import io.github.twinstream.text.EmbedPlan;
import io.github.twinstream.text.MultilingualEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models that read titles, opened by a program that knows nothing but the file. */
class ServedTitlesTest {
  @TempDir private Path folder;

  @Test
  void the_default_encoder_is_found_by_a_fresh_process() throws Exception {
    scoresAreEqualElsewhere("compact-multilingual:", e -> e);
  }

  @Test
  void mini_lm_is_found_by_a_fresh_process() throws Exception {
    scoresAreEqualElsewhere("minilm-l6-v2-int8:", e -> e.encoder(miniLm()));
  }

  @Test
  @Tag("bert")
  void multilingual_bert_is_found_by_a_fresh_process() throws Exception {
    assumeTrue(MultilingualEncoder.bertIsLocal(), "multilingual BERT is not local");
    scoresAreEqualElsewhere("mbert-4-int8:", e -> e.encoder(multilingual()));
  }

  private void scoresAreEqualElsewhere(String id, UnaryOperator<EmbedPlan> encoder)
      throws Exception {
    Split split =
        SampleModel.split().embed("Book-Title", e -> encoder.apply(e.noCache()).components(3));
    assertTrue(split.embedded().get("Book-Title").encoderId().startsWith(id));
    Streams streams =
        split.streams(
            s ->
                s.numeric("Book-Title").categorical("country").stream("user", "country").stream(
                    "item", "Book-Title"));
    String[] titles =
        Arrays.stream(split.test().data().tokens("Book-Title")).limit(200).toArray(String[]::new);
    int[] rows = java.util.stream.IntStream.range(0, titles.length).toArray();
    Path file = folder.resolve("books.twin");
    double[] here;
    try (Model model = SampleModel.train(streams)) {
      model.save(file.toString());
      here = model.score(split.test().data().rows(rows, "some"));
    }
    String[] countries = split.test().data().tokens("country");
    List<String> given =
        Arrays.stream(rows)
            .mapToObj(i -> titles[i] + "\t" + (countries[i] == null ? "" : countries[i]))
            .toList();
    Files.write(folder.resolve("titles.txt"), given);
    assertTrue(Arrays.stream(here).distinct().count() > 50, "the titles count");
    assertArrayEquals(here, elsewhere(file), 1e-6);
  }

  private double[] elsewhere(Path file) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-Dtwinstream.cache=" + System.getProperty("twinstream.cache"),
                "-cp",
                System.getProperty("java.class.path"),
                Elsewhere.class.getName(),
                file.toString(),
                folder.resolve("titles.txt").toString(),
                folder.resolve("scores.txt").toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes());
    assertEquals(0, process.waitFor(), said);
    return Files.readAllLines(folder.resolve("scores.txt")).stream()
        .mapToDouble(Double::parseDouble)
        .toArray();
  }

  /** Opens a model and scores titles of countries. */
  static final class Elsewhere {
    private Elsewhere() {}

    public static void main(String[] args) throws IOException {
      try (ServedModel model = ServedModel.open(Path.of(args[0]))) {
        List<Map<String, String>> rows =
            Files.readAllLines(Path.of(args[1])).stream()
                .map(line -> line.split("\t", -1))
                .map(cells -> Map.of("Book-Title", cells[0], "country", cells[1]))
                .toList();
        List<String> scores = Arrays.stream(model.score(rows)).mapToObj(Double::toString).toList();
        Files.write(Path.of(args[2]), scores);
      }
    }
  }
}
