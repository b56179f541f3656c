package io.github.twinstream.bundle;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.twinstream.Model;
import io.github.twinstream.error.DataException;
import io.github.twinstream.testing.SampleModel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files whose hashes are right, but whose parts were made to do harm. */
class HostileBundleTest {
  private static final int MUTATIONS = Integer.getInteger("twinstream.mutations", 300);
  private static final Map<String, Object> ROW = Map.of("Age", 45, "Book-Title", "Wolves");
  private static final Pattern NUMBER = Pattern.compile("(?<=[\\s:\\[,])-?\\d[\\d.eE+-]*");
  private static final List<String> EXTREMES =
      List.of("-1", "0", "1", "2147483647", "10000000000", "1e308", "\"NaN\"", "null", "100000");

  @TempDir private static Path folder;
  private static Path file;
  private static Map<String, byte[]> parts;

  @BeforeAll
  static void save() throws IOException {
    file = folder.resolve("whole.twin");
    try (Model model =
        SampleModel.train(SampleModel.streams(SampleModel.split(), SampleModel.ENCODER))) {
      model.save(file.toString(), s -> s.calibrated());
    }
    parts = Rewritten.parts(file);
  }

  private static String refused(String part, String from, String to) {
    Map<String, byte[]> changed = new LinkedHashMap<>(parts);
    String text = new String(parts.get(part), StandardCharsets.UTF_8);
    String other = text.replaceFirst(from, Matcher.quoteReplacement(to));
    assertTrue(!other.equals(text), from + " is not in " + text);
    changed.put(part, other.getBytes(StandardCharsets.UTF_8));
    return message(Rewritten.write(changed, folder.resolve("hostile.twin")));
  }

  private static String message(Path hostile) {
    String message =
        assertThrows(
                DataException.class, () -> ServedModel.open(hostile, SampleModel.ENCODER).close())
            .getMessage();
    assertTrue(message.startsWith("cannot open '" + hostile + "': "), message);
    return message;
  }

  @Test
  void settings_that_ask_for_gigabytes_are_refused_before_memory_is_taken() {
    String wide = refused("network.json", "\"embeddingDim\": 4", "\"embeddingDim\": 100000000");
    assertTrue(wide.contains("the settings ask for a tensor of the shape ("), wide);
    assertTrue(wide.endsWith("which is more than the tensors that are there"), wide);
    String deep = refused("network.json", "\"units\": 16", "\"units\": 2000000000");
    assertTrue(deep.contains("ask for a tensor") || deep.contains("do not fit"), deep);
  }

  @Test
  void tensors_that_claim_gigabytes_are_refused() {
    String message =
        refused("parameters.json", "\"shape\": \\[\\s*\\d+", "\"shape\": [10000000000");
    assertTrue(message.contains(" claims the shape [10000000000, "), message);
    String product = refused("pca.json", "\"shape\": \\[\\s*\\d+", "\"shape\": [3, 2147483647");
    assertTrue(product.contains("claims the shape") || product.contains("add up"), product);
  }

  @Test
  void a_vocabulary_that_claims_ids_without_tokens_is_refused() {
    String message = refused("features.json", "\"unknown\": \\d+", "\"unknown\": 2147483640");
    assertTrue(message.contains("unknown tokens have the id 2147483640"), message);
  }

  @Test
  void json_nested_without_end_is_refused() {
    Map<String, byte[]> changed = new LinkedHashMap<>(parts);
    for (String part : List.of("network.json", "features.json", "facts.json", "cleaning.json")) {
      changed.putAll(parts);
      changed.put(part, "[".repeat(100_000).getBytes(StandardCharsets.US_ASCII));
      String message = message(Rewritten.write(changed, folder.resolve("deep.twin")));
      assertTrue(message.contains("part '" + part + "' is no JSON"), message);
    }
  }

  @Test
  void an_entry_that_claims_ten_gigabytes_is_refused() throws IOException {
    // GIVEN 4,294,967,280 bytes in the zip's directory, the most that four bytes can say
    byte[] bytes = Files.readAllBytes(file);
    ByteBuffer zip = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int directory = zip.getInt(bytes.length - 6);
    zip.putInt(directory + 20, 0xFFFFFFF0).putInt(directory + 24, 0xFFFFFFF0);
    String message = message(Files.write(folder.resolve("claim.twin"), bytes));
    assertTrue(message.contains("claims 4,294,967,280 bytes") || message.contains("zip"), message);
  }

  @Test
  void numbers_at_their_extremes_are_refused_or_give_a_model_that_answers() throws IOException {
    List<String> names = parts.keySet().stream().filter(n -> n.endsWith(".json")).toList();
    SplittableRandom random = new SplittableRandom(88);
    for (int i = 0; i < MUTATIONS; i++) {
      Map<String, byte[]> changed = new LinkedHashMap<>(parts);
      String name = names.get(random.nextInt(names.size()));
      String text = withAnExtreme(new String(parts.get(name), StandardCharsets.UTF_8), random);
      changed.put(name, text.getBytes(StandardCharsets.UTF_8));
      Path hostile = Rewritten.write(changed, folder.resolve("extreme.twin"));
      try (ServedModel served = ServedModel.open(hostile, SampleModel.ENCODER)) {
        double score = served.score(ROW);
        assertTrue(score >= 0 && score <= 1, name + ": " + score);
      } catch (DataException e) {
        assertTrue(e.getMessage().length() > 20, e.getMessage());
      }
    }
  }

  private static String withAnExtreme(String text, SplittableRandom random) {
    List<int[]> places = new ArrayList<>();
    Matcher numbers = NUMBER.matcher(text);
    while (numbers.find()) {
      places.add(new int[] {numbers.start(), numbers.end()});
    }
    if (places.isEmpty()) {
      return text;
    }
    int[] place = places.get(random.nextInt(places.size()));
    String extreme = EXTREMES.get(random.nextInt(EXTREMES.size()));
    return text.substring(0, place[0]) + extreme + text.substring(place[1]);
  }
}
