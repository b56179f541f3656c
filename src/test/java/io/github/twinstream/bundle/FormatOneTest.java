package io.github.twinstream.bundle;

import static io.github.twinstream.Twinstream.above;
import static io.github.twinstream.Twinstream.atMost;
import static io.github.twinstream.Twinstream.encoder;
import static io.github.twinstream.Twinstream.finalMlp;
import static io.github.twinstream.Twinstream.load;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.twinstream.Model;
import io.github.twinstream.model.MlpSpec;
import io.github.twinstream.text.TextEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A file of format 1.0, as the first version wrote it, opens in this version. The file in the test
 * resources is never written anew: a change of the format adds another beside it, made by {@link
 * #main}.
 */
class FormatOneTest {
  private static final TextEncoder ENCODER = encoder("title-v1", FormatOneTest::vectors);

  private static final double[] SCORES = {
    0.7285600586417458, 0.7546981378650793, 0.8206191869348297, 0.5276825621553903
  };

  @TempDir private Path folder;

  private static float[][] vectors(List<String> titles) {
    return titles.stream()
        .map(
            t ->
                new float[] {t.length(), t.chars().filter(c -> c == 'e').count(), t.hashCode() % 7})
        .toArray(float[][]::new);
  }

  /** Every kind of field and most steps of cleaning in a few rows. */
  private static Model model(Path folder) throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    StringBuilder csv = new StringBuilder("user,place,age,year,title,tags,rating\n");
    for (int i = 0; i < 90; i++) {
      int age = 10 + random.nextInt(60);
      String[] places = {"seoul, korea", "porto, portugal", "kyoto, japan"};
      csv.append(
          String.format(
              Locale.ROOT,
              "%d,\"%s\",%s,%d,%s,%s,%d%n",
              i % 30,
              places[random.nextInt(3)],
              i % 9 == 0 ? "" : String.valueOf(age),
              1950 + random.nextInt(60),
              "The " + "eel ".repeat(random.nextInt(4)) + "book",
              List.of("war^love", "love", "sea^war^ships", "").get(random.nextInt(4)),
              age > 40 ? 8 : 1 + random.nextInt(9)));
    }
    Path file = Files.writeString(folder.resolve("small.csv"), csv);
    return load(file.toString())
        .clean(
            c ->
                c.splitText("place", ",", "city", "country")
                    .blankWhere("year", atMost(1960))
                    .label(above(6), "rating"))
        .split(s -> s.byGroup("user").ratios(0.6, 0.2, 0.2).seed(3))
        .embed("title", e -> e.encoder(ENCODER).components(2).noCache())
        .streams(
            s ->
                s
                    .numeric("age", "title")
                    .categorical("country")
                    .buckets("year", 4)
                    .sequence("tags", "^")
                    .stream("user", "age", "country")
                    .stream("item", "title", "tags"))
        .train(
            finalMlp()
                .embeddingDim(2)
                .streams(
                    MlpSpec.of(4).dropout(0.1).batchNorm(true), MlpSpec.of(4).batchNorm(true), 2)
                .gateHidden(MlpSpec.of(3)),
            t -> t.epochs(2).batchSize(16).seed(5));
  }

  private static List<Map<String, Object>> rows() {
    Map<String, Object> whole = new LinkedHashMap<>();
    whole.put("place", "porto, portugal");
    whole.put("age", 33);
    whole.put("year", 1999);
    whole.put("title", "The eel book");
    whole.put("tags", "sea^love");
    return List.of(
        whole, Map.of("age", 70), Map.of("title", "Another"), Map.of("country", "japan"));
  }

  @Test
  void the_first_versions_file_opens_and_gives_the_scores_of_its_day() throws IOException {
    try (ServedModel served = ServedModel.open(fixture(), ENCODER)) {
      assertArrayEquals(SCORES, served.score(rows()), 1e-5);
      assertEquals(List.of("age", "title", "country", "year", "tags"), served.columns());
      assertTrue(served.toString().startsWith("# Small books"), served.toString());
    }
  }

  @Test
  void what_this_version_writes_has_the_same_parts() throws IOException {
    Path file = folder.resolve("now.twin");
    write(folder, file);
    assertEquals(
        Rewritten.parts(fixture()).keySet(),
        Rewritten.parts(file).keySet(),
        "the format has changed: keep a file of the new one beside that of 1.0");
    try (ServedModel served = ServedModel.open(file, ENCODER)) {
      assertEquals(rows().size(), served.score(rows()).length);
    }
  }

  private Path fixture() throws IOException {
    Path file = folder.resolve("format-1.0.twin");
    try (var in = FormatOneTest.class.getResourceAsStream("format-1.0.twin")) {
      Files.copy(in, file);
    }
    return file;
  }

  private static void write(Path folder, Path file) throws IOException {
    try (Model model = model(folder)) {
      model.save(file.toString(), s -> s.title("Small books").calibrated());
    }
  }

  /** Writes a file as this version does, and prints its scores. */
  public static void main(String[] args) throws IOException {
    write(Files.createTempDirectory("format"), Path.of(args[0]));
    try (ServedModel served = ServedModel.open(Path.of(args[0]), ENCODER)) {
      System.out.println(Arrays.toString(served.score(rows())));
    }
  }
}
