package io.github.twinstream.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.twinstream.error.DataException;
import io.github.twinstream.progress.Progress;
import io.github.twinstream.progress.ProgressEvent;
import io.github.twinstream.table.DataTable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamedDataTest {
  private static final String ITEM =
      "1|Toy Story (1995)|01-Jan-1995||http://example.org/1"
          + "|0|0|0|1|1|1|0|0|0|0|0|0|0|0|0|0|0|0|0\n"
          + "2|Misérables, Les (1995)|01-Jan-1995||http://example.org/2"
          + "|0|0|0|0|0|0|0|0|1|0|0|0|1|0|0|0|0|0|0\n";

  @TempDir private Path folder;

  private void movieLens(Path where) throws IOException {
    Files.createDirectories(where);
    Files.writeString(
        where.resolve("u.data"), "7\t1\t5\t874965758\n7\t2\t3\t876893171\n9\t2\t4\t1\n");
    Files.writeString(where.resolve("u.user"), "7|24|M|technician|02211\n9|53|F|other|V3N4P\n");
    Files.write(where.resolve("u.item"), ITEM.getBytes(StandardCharsets.ISO_8859_1));
  }

  @Nested
  class Read {
    @Test
    void movie_lens_is_joined_from_its_three_files_without_headers() throws IOException {
      movieLens(folder);
      DataTable table = NamedData.movieLens100k().in(folder).read();
      assertEquals(3, table.rows());
      assertEquals("Misérables, Les (1995)", table.tokens("movie title")[1]);
      assertEquals("Animation|Children's|Comedy", table.tokens("genres")[0]);
      assertEquals("Drama|Musical", table.tokens("genres")[2]);
      assertEquals(List.of("02211", "02211", "V3N4P"), Arrays.asList(table.tokens("zip code")));
      assertEquals(53, table.numbers("age")[2]);
      assertEquals(1, table.numbers("Musical")[1]);
    }

    @Test
    void book_crossing_is_read_under_its_first_names_too() throws IOException {
      Files.writeString(
          folder.resolve("BX-Users.csv"),
          "\"User-ID\";\"Location\";\"Age\"\n\"1\";\"bern, bern, switzerland\";NULL\n\"2\";\"seoul, , korea\";\"30\"\n");
      Files.writeString(
          folder.resolve("BX-Book-Ratings.csv"),
          "\"User-ID\";\"ISBN\";\"Book-Rating\"\n\"2\";\"0002005018\";\"8\"\n\"2\";\"0195153448\";\"0\"\n");
      Files.writeString(
          folder.resolve("BX-Books.csv"),
          "\"ISBN\";\"Book-Title\";\"Book-Author\"\n\"0002005018\";\"Clara \\\"Callan\\\"\";\"A; B\"\n\"0195153448\";\"C\";\"D\"\n");
      DataTable table = NamedData.bookCrossing().in(folder).read();
      assertEquals(3, table.rows());
      assertEquals("Clara \"Callan\"", table.tokens("Book-Title")[1]);
      assertEquals("A; B", table.tokens("Book-Author")[1]);
    }

    @Test
    void a_folder_of_its_name_below_the_given_one_is_found() throws IOException {
      movieLens(folder.resolve("ml-100k"));
      assertEquals(folder.resolve("ml-100k"), NamedData.movieLens100k().in(folder).folder());
    }
  }

  @Nested
  class Absent {
    @Test
    void the_message_says_what_is_missing_and_the_three_ways_to_it() {
      DataException e =
          assertThrows(DataException.class, () -> NamedData.movieLens100k().in(folder).read());
      assertEquals(
          "MovieLens 100K is not here: no folder with u.data, u.user, u.item in "
              + folder
              + "; give one with in(\"FOLDER\") or TWINSTREAM_DATA, ask for a download with"
              + " download(), or put ml-100k.zip into "
              + folder,
          e.getMessage());
    }

    @Test
    void an_unknown_name_is_told_with_the_known_ones() {
      DataException e = assertThrows(DataException.class, () -> NamedData.named("movielens"));
      assertTrue(e.getMessage().contains("'book-crossing', 'movielens-100k'"), e.getMessage());
    }

    @Test
    void printing_says_the_licence_and_that_it_is_not_here() {
      String text = NamedData.movieLens100k().in(folder).toString();
      assertTrue(text.contains("no redistribution"), text);
      assertTrue(text.contains("not here; download() fetches them"), text);
    }
  }

  @Nested
  class Fetch {
    private final List<String> ranges = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private byte[] zip;
    private URI address;
    private volatile int breakAfter = -1;
    private volatile int status = 200;
    private volatile boolean parts = true;
    private volatile boolean silent;
    private final CountDownLatch ended = new CountDownLatch(1);

    @BeforeEach
    void serve() throws Exception {
      Path files = folder.resolve("origin");
      movieLens(files);
      zip = zip(files);
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/ml.zip", this::answer);
      server.start();
      address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/ml.zip");
    }

    @AfterEach
    void stop() {
      server.stop(0);
    }

    private NamedData data(String sha) {
      Source real = MovieLens.SOURCE;
      Source test =
          new Source(
              real.name(),
              real.title(),
              real.about(),
              real.licence(),
              address,
              new Checksum("SHA-256", sha),
              real.files(),
              real.reader());
      return new NamedData(test, folder.resolve("cache"));
    }

    @Test
    void nothing_is_fetched_unless_asked_for() {
      assertThrows(DataException.class, () -> data(sha(zip)).read());
      assertTrue(ranges.isEmpty());
    }

    @Test
    void a_download_is_unpacked_kept_and_not_made_again() {
      List<ProgressEvent> reported = new ArrayList<>();
      try (Progress.Subscription shown = Progress.subscribe(reported::add)) {
        assertNotNull(shown);
        assertEquals(3, data(sha(zip)).download().read().rows());
      }
      assertTrue(
          reported.stream()
              .anyMatch(e -> e.name().startsWith("download") && e.done() == zip.length));
      assertEquals(3, data(sha(zip)).read().rows());
      assertEquals(List.of("whole"), ranges);
    }

    @Test
    void a_download_that_broke_off_goes_on_where_it_stopped() throws IOException {
      breakAfter = zip.length / 2;
      DataException e = assertThrows(DataException.class, () -> data(sha(zip)).download().read());
      assertTrue(e.getMessage().startsWith("cannot download " + address), e.getMessage());
      Path part = folder.resolve("cache/movielens-100k/ml.zip.part");
      long kept = Files.size(part);
      assertTrue(kept > 0 && kept < zip.length, "kept " + kept);
      breakAfter = -1;
      assertEquals(3, data(sha(zip)).download().read().rows());
      assertEquals(List.of("whole", "bytes=" + kept + "-"), ranges);
      assertFalse(Files.exists(part));
    }

    @Test
    void a_server_that_knows_no_parts_sends_the_whole_again() throws IOException {
      Path part = folder.resolve("cache/movielens-100k/ml.zip.part");
      Files.createDirectories(part.getParent());
      Files.write(part, Arrays.copyOf(zip, 100));
      parts = false;
      assertEquals(3, data(sha(zip)).download().read().rows());
      assertEquals(List.of("bytes=100-"), ranges);
    }

    @Test
    void an_interrupted_download_stops() {
      Thread.currentThread().interrupt();
      assertThrows(CancellationException.class, () -> data(sha(zip)).download().read());
      assertTrue(Thread.interrupted());
    }

    @Test
    void an_interrupt_wakes_a_download_that_waits_for_a_silent_server() {
      silent = true;
      Thread waiting = Thread.currentThread();
      Progress.Subscription impatient = Progress.subscribe(event -> waiting.interrupt());
      try (impatient) {
        assertThrows(CancellationException.class, () -> data(sha(zip)).download().read());
      } finally {
        assertTrue(Thread.interrupted());
        ended.countDown();
      }
    }

    @Test
    void another_file_is_refused_and_thrown_away() {
      DataException e = assertThrows(DataException.class, () -> data("00ff").download().read());
      assertTrue(
          e.getMessage()
              .contains("has the SHA-256 " + sha(zip) + ", but the published file has 00ff"),
          e.getMessage());
      assertFalse(Files.exists(folder.resolve("cache/movielens-100k/ml.zip.part")));
      assertFalse(Files.exists(folder.resolve("cache/movielens-100k/ml.zip")));
    }

    @Test
    void without_a_connection_the_message_says_where_to_put_the_files() {
      server.stop(0);
      DataException e = assertThrows(DataException.class, () -> data(sha(zip)).download().read());
      assertEquals(
          "cannot download "
              + address
              + ": there is no connection to the server (ConnectException); try again later, or"
              + " put u.data, u.user, u.item or ml.zip into "
              + folder.resolve("cache/movielens-100k"),
          e.getMessage());
    }

    @Test
    void a_refusal_is_told_with_its_number() {
      status = 404;
      DataException e = assertThrows(DataException.class, () -> data(sha(zip)).download().read());
      assertTrue(e.getMessage().contains("the server answers 404"), e.getMessage());
    }

    @Test
    void an_archive_put_there_by_hand_is_checked_and_unpacked() throws IOException {
      Path own = Files.createDirectories(folder.resolve("mine"));
      Files.write(own.resolve("ml.zip"), zip);
      assertEquals(3, data(sha(zip)).in(own).read().rows());
      Files.write(own.resolve("ml.zip"), new byte[] {1, 2});
      Files.delete(own.resolve("u.data"));
      assertThrows(DataException.class, () -> data(sha(zip)).in(own).read());
    }

    private void answer(HttpExchange exchange) throws IOException {
      String range = exchange.getRequestHeaders().getFirst("Range");
      ranges.add(range == null ? "whole" : range);
      boolean whole = range == null || !parts;
      int from = whole ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
      byte[] body = Arrays.copyOfRange(zip, from, zip.length);
      if (status != 200) {
        exchange.sendResponseHeaders(status, -1);
      } else {
        exchange.sendResponseHeaders(whole ? 200 : 206, body.length);
        int length = silent ? 1 : breakAfter < 0 ? body.length : breakAfter;
        exchange.getResponseBody().write(body, 0, length);
        exchange.getResponseBody().flush();
      }
      if (silent) {
        silence();
      }
      exchange.close();
    }

    private void silence() {
      try {
        ended.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private byte[] zip(Path files) throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ZipOutputStream out = new ZipOutputStream(bytes)) {
        for (String name : List.of("README", "u.data", "u.user", "u.item")) {
          out.putNextEntry(new ZipEntry("ml-100k/" + name));
          out.write(
              name.equals("README") ? new byte[] {'x'} : Files.readAllBytes(files.resolve(name)));
          out.closeEntry();
        }
      }
      return bytes.toByteArray();
    }

    private static String sha(byte[] bytes) {
      try {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
      } catch (java.security.NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
