package io.github.twinstream.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.twinstream.error.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddingCacheTest {
  private static final Logger LOGGER = Logger.getLogger("io.github.twinstream.text");

  @TempDir Path folder;

  private final List<String> asked = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private final Handler listener =
      new Handler() {
        @Override
        public void publish(LogRecord record) {
          warnings.add(record.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    LOGGER.addHandler(listener);
    LOGGER.setUseParentHandlers(false);
  }

  @AfterEach
  void stopListening() {
    LOGGER.removeHandler(listener);
    LOGGER.setUseParentHandlers(true);
  }

  private TextEncoder counting(String id) {
    return EmbeddingCache.in(folder)
        .around(
            TextEncoder.of(
                id,
                texts -> {
                  asked.addAll(texts);
                  return TextEncoderTest.lengths(texts);
                }));
  }

  private Path file() {
    return EmbeddingCache.in(folder).file("lengths");
  }

  @Nested
  class Around {
    @Test
    void encodesADistinctTextOnceForAllRuns() {
      // GIVEN a run that has encoded three texts, one of them twice
      float[][] first = counting("lengths").encode(List.of("a", "bb", "a", "ccc"));
      assertArrayEquals(new float[][] {{1, 1}, {2, 1}, {1, 1}, {3, 1}}, first);
      assertEquals(List.of("a", "bb", "ccc"), asked);

      // WHEN another run asks for two of them and one more
      float[][] second = counting("lengths").encode(List.of("ccc", "", "bb"));

      // THEN only that one is encoded
      assertArrayEquals(new float[][] {{3, 1}, {0, 1}, {2, 1}}, second);
      assertEquals(List.of("a", "bb", "ccc", ""), asked);
    }

    @Test
    void keepsTheVectorsOfSeveralAdditions() {
      IntStream.range(0, 20).forEach(i -> counting("lengths").encode(List.of("x".repeat(i))));
      asked.clear();
      float[][] all =
          counting("lengths").encode(IntStream.range(0, 20).mapToObj("x"::repeat).toList());
      assertEquals(List.of(), asked);
      assertEquals(13, all[13][0]);
    }

    @Test
    void tellsEncodersApart() {
      counting("lengths/1").encode(List.of("a"));
      counting("lengths:1").encode(List.of("a"));
      assertEquals(List.of("a", "a"), asked);
    }

    @Test
    void tellsUnpairedSurrogatesApart() {
      counting("lengths").encode(List.of("\uD83D", "\uD83E", "?"));
      assertEquals(3, asked.size());
    }

    @Test
    void refusesAnEncoderThatChangedUnderItsId() {
      counting("lengths").encode(List.of("a"));
      TextEncoder changed =
          EmbeddingCache.in(folder)
              .around(TextEncoder.of("lengths", texts -> new float[texts.size()][5]));
      ConfigException e = assertThrows(ConfigException.class, () -> changed.encode(List.of("b")));
      assertEquals(
          "text encoder 'lengths' gives vectors of 5 numbers and gave 2 before, as "
              + file()
              + " holds: give a changed encoder a new id, or delete the file",
          e.getMessage());
    }
  }

  @Nested
  class AFileThatIsNotWhole {
    @Test
    void isReplacedAfterAWarningWhenABitHasChanged() throws IOException {
      damage(bytes -> bytes[bytes.length - 3] ^= 1, "its checksum does not match");
    }

    @Test
    void isReplacedAfterAWarningWhenItsHeadIsNot() throws IOException {
      damage(bytes -> bytes[0] = 0, "it is no file of vectors");
    }

    @Test
    void isReplacedAfterAWarningWhenItIsCut() throws IOException {
      counting("lengths").encode(List.of("a", "bb"));
      byte[] whole = Files.readAllBytes(file());
      Files.write(file(), java.util.Arrays.copyOf(whole, whole.length - 1));
      assertReplaced("its size of 95 bytes is not what its header says");
    }

    private void damage(java.util.function.Consumer<byte[]> how, String why) throws IOException {
      counting("lengths").encode(List.of("a", "bb"));
      byte[] bytes = Files.readAllBytes(file());
      how.accept(bytes);
      Files.write(file(), bytes);
      assertReplaced(why);
    }

    private void assertReplaced(String why) {
      // WHEN it is read THEN its texts are encoded again
      asked.clear();
      assertArrayEquals(new float[][] {{2, 1}}, counting("lengths").encode(List.of("bb")));
      assertEquals(List.of("bb"), asked);
      assertEquals(
          List.of("cached vectors are made anew: " + file() + " cannot be used: " + why), warnings);

      // AND the file is whole again
      counting("lengths").encode(List.of("bb"));
      assertEquals(List.of("bb"), asked);
      assertEquals(1, warnings.size());
    }
  }

  @Test
  void aFolderThatCannotBeMadeCostsAWarning() throws IOException {
    Path blocked = Files.writeString(folder.resolve("file"), "").resolve("below");
    TextEncoder encoder =
        EmbeddingCache.in(blocked).around(TextEncoder.of("lengths", TextEncoderTest::lengths));
    assertArrayEquals(new float[][] {{1, 1}}, encoder.encode(List.of("a")));
    assertTrue(
        warnings.get(warnings.size() - 1).startsWith("vectors are not kept for the next run: "),
        warnings::toString);
  }

  @Test
  void processesThatWriteAtOnceDoNotLoseEachOthersVectors() throws Exception {
    // GIVEN two processes that add 40 texts each, one by one
    List<Process> writers = new ArrayList<>();
    for (String name : List.of("left", "right")) {
      String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
      writers.add(
          new ProcessBuilder(
                  java,
                  "-cp",
                  System.getProperty("java.class.path"),
                  Writer.class.getName(),
                  folder.toString(),
                  name)
              .inheritIO()
              .start());
    }
    for (Process writer : writers) {
      assertEquals(0, writer.waitFor());
    }

    // WHEN all are asked for
    List<String> all = new ArrayList<>();
    IntStream.range(0, 40).forEach(i -> all.addAll(List.of("left" + i, "right" + i)));
    counting("lengths").encode(all);

    // THEN none is encoded again
    assertEquals(List.of(), asked);
  }

  /** The child process of the test above. */
  static final class Writer {
    public static void main(String[] args) {
      TextEncoder encoder =
          EmbeddingCache.in(Path.of(args[0]))
              .around(TextEncoder.of("lengths", TextEncoderTest::lengths));
      for (int i = 0; i < 40; i++) {
        encoder.encode(List.of(args[1] + i));
      }
    }
  }

  @Nested
  class Limit {
    /** Vectors of 1,000 numbers: 4 KB each. */
    private TextEncoder large(String id, EmbeddingCache cache) {
      return cache.around(
          TextEncoder.of(
              id,
              texts -> {
                asked.addAll(texts);
                return new float[texts.size()][1000];
              }));
    }

    private List<String> texts(int count) {
      return IntStream.range(0, count).mapToObj(i -> "t" + i).toList();
    }

    @Test
    void letsTheFilesUsedLongestAgoGo() throws IOException {
      // GIVEN three encoders' files of 0.4 MB in a cache of 1 MB, the first of them used again
      EmbeddingCache cache = EmbeddingCache.in(folder).limit(1);
      large("one", cache).encode(texts(100));
      large("two", cache).encode(texts(100));
      older("one", 20);
      older("two", 10);
      large("one", cache).encode(texts(1));
      // WHEN the third is written
      large("three", cache).encode(texts(100));
      // THEN the second is gone
      assertEquals(
          List.of("one", "three"),
          cache.entries().stream().map(CacheEntry::encoderId).sorted().toList());
    }

    private void older(String id, int minutes) throws IOException {
      Files.setLastModifiedTime(
          EmbeddingCache.in(folder).file(id),
          java.nio.file.attribute.FileTime.from(
              java.time.Instant.now().minus(java.time.Duration.ofMinutes(minutes))));
    }

    @Test
    void doesNotKeepWhatIsBeyondItAlone() {
      EmbeddingCache cache = EmbeddingCache.in(folder).limit(1);
      large("one", cache).encode(texts(300));
      assertEquals(List.of(), cache.entries());
      assertTrue(
          warnings.get(0).endsWith("they would take more than the cache's limit of 1 MB"),
          warnings::toString);
    }

    @Test
    void mustBeInItsRange() {
      ConfigException e =
          assertThrows(ConfigException.class, () -> EmbeddingCache.in(folder).limit(0));
      assertEquals("the cache's limit in MB is 0: it must be from 1 to 2000", e.getMessage());
    }
  }

  @Test
  void saysWhatItHolds() throws IOException {
    EmbeddingCache cache = EmbeddingCache.in(folder);
    assertEquals(List.of(), cache.entries());
    counting("lengths").encode(List.of("a", "bb"));
    Files.writeString(folder.resolve("odd.vectors"), "no vectors");
    List<CacheEntry> entries = cache.entries();
    assertEquals(2, entries.size());
    CacheEntry whole =
        entries.stream().filter(e -> e.encoderId().equals("lengths")).findFirst().orElseThrow();
    assertEquals(2, whole.vectors());
    assertEquals(2, whole.dimension());
    assertEquals(Files.size(file()), whole.bytes());
    assertTrue(entries.stream().anyMatch(e -> e.encoderId().equals("odd.vectors")));
  }

  @Test
  void isClearedButForTheModelsUnlessTheyAreNamed() throws IOException {
    EmbeddingCache cache = EmbeddingCache.in(folder);
    counting("lengths").encode(List.of("a"));
    Files.createDirectories(cache.models());
    Path model = Files.writeString(cache.models().resolve("model.bin"), "12345");
    long size = Files.size(file());
    assertEquals(size, cache.clear(false));
    assertEquals(List.of(), cache.entries());
    assertTrue(Files.exists(model));
    assertEquals(5, cache.clear(true));
    assertTrue(Files.notExists(model));
    asked.clear();
    counting("lengths").encode(List.of("a"));
    assertEquals(List.of("a"), asked);
  }

  @Nested
  class Standard {
    private final Map<String, String> all =
        Map.of("TWINSTREAM_CACHE", "/named", "XDG_CACHE_HOME", "/xdg");

    @Test
    void isTheFolderOfTheSystemPropertyFirst() {
      assertEquals(Path.of("/p"), EmbeddingCache.folder("/p", all, "/home/me"));
    }

    @Test
    void thenOfTheEnvironmentVariable() {
      assertEquals(Path.of("/named"), EmbeddingCache.folder(null, all, "/home/me"));
    }

    @Test
    void thenBelowTheUsersCacheFolder() {
      assertEquals(
          Path.of("/xdg/twinstream/embeddings"),
          EmbeddingCache.folder("", Map.of("XDG_CACHE_HOME", "/xdg"), "/home/me"));
      assertEquals(
          Path.of("/home/me/.cache/twinstream/embeddings"),
          EmbeddingCache.folder(null, Map.of(), "/home/me"));
    }
  }
}
