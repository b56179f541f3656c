package io.github.twinstream.kernel;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import io.github.twinstream.kernel.protocol.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What was run, in this session and earlier ones: a file with one JSON array a line, of session,
 * line, input and output. A file that cannot be read or written only means no history.
 */
final class History {
  private static final int KEPT = 10_000;
  private static final int LONGEST_OUTPUT = 10_000;

  private final Path file;
  private final List<Entry> entries = new ArrayList<>();
  private int session = 1;
  private boolean opened;

  /** Whether the file's last line was cut short, so that the next entry needs a line of its own. */
  private boolean torn;

  /** One cell that ran. */
  record Entry(int session, int line, String input, String output) {
    List<Object> tuple(boolean withOutput) {
      List<Object> pair = new ArrayList<>();
      pair.add(input);
      pair.add(output);
      return List.of(session, line, withOutput ? pair : input);
    }
  }

  History(Path file) {
    this.file = file;
  }

  /** The file in the user's state folder; {@code TWINSTREAM_HISTORY} names another. */
  static Path defaultFile() {
    String named = System.getenv("TWINSTREAM_HISTORY");
    if (named != null && !named.isEmpty()) {
      return Path.of(named);
    }
    String state = System.getenv("XDG_STATE_HOME");
    Path base =
        state != null && !state.isEmpty()
            ? Path.of(state)
            : Path.of(System.getProperty("user.home"), ".local", "state");
    return base.resolve("twinstream").resolve("kernel-history.jsonl");
  }

  /** Adds a cell that ran. */
  synchronized void add(int line, String input, String output) {
    open();
    String cut =
        output == null || output.length() <= LONGEST_OUTPUT
            ? output
            : output.substring(0, LONGEST_OUTPUT);
    Entry entry = new Entry(session, line, input, cut);
    entries.add(entry);
    List<Object> row = new ArrayList<>(List.of(entry.session, entry.line, entry.input));
    row.add(entry.output);
    write((torn ? "\n" : "") + Json.text(row) + "\n", StandardOpenOption.APPEND);
    torn = false;
  }

  /** The entries that a {@code history_request} asks for, oldest first. */
  synchronized List<List<Object>> answer(JsonObject request) {
    open();
    boolean output = Json.flag(request, "output", false);
    List<Entry> found =
        switch (Json.string(request, "hist_access_type", "tail")) {
          case "range" -> range(request);
          case "search" -> search(request);
          default -> tail(entries, Json.number(request, "n", 10));
        };
    return found.stream().map(e -> e.tuple(output)).toList();
  }

  private List<Entry> range(JsonObject request) {
    int asked = Json.number(request, "session", 0);
    int wanted = asked > 0 ? asked : session + asked;
    int start = Json.number(request, "start", 1);
    int stop = Json.number(request, "stop", Integer.MAX_VALUE);
    return entries.stream()
        .filter(e -> e.session == wanted && e.line >= start && e.line < stop)
        .toList();
  }

  private List<Entry> search(JsonObject request) {
    String glob = Json.string(request, "pattern", "*");
    StringBuilder regex = new StringBuilder();
    glob.codePoints()
        .mapToObj(c -> c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(Character.toString(c)))
        .forEach(regex::append);
    Pattern pattern = Pattern.compile(regex.toString(), Pattern.DOTALL);
    List<Entry> found = entries.stream().filter(e -> pattern.matcher(e.input).matches()).toList();
    if (Json.flag(request, "unique", false)) {
      Map<String, Entry> newest = new LinkedHashMap<>();
      for (Entry entry : found) {
        newest.remove(entry.input);
        newest.put(entry.input, entry);
      }
      found = List.copyOf(newest.values());
    }
    return tail(found, Json.number(request, "n", Integer.MAX_VALUE));
  }

  private static List<Entry> tail(List<Entry> of, int n) {
    return of.subList(Math.max(0, of.size() - Math.max(0, n)), of.size());
  }

  private void open() {
    if (opened) {
      return;
    }
    opened = true;
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      if (Files.exists(file)) {
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        text.lines().forEach(this::read);
        torn = !text.isEmpty() && !text.endsWith("\n");
      }
      session = entries.stream().mapToInt(Entry::session).max().orElse(0) + 1;
      if (entries.size() > KEPT) {
        List<Entry> kept = List.copyOf(tail(entries, KEPT / 2));
        entries.clear();
        entries.addAll(kept);
        StringBuilder text = new StringBuilder();
        for (Entry e : kept) {
          List<Object> row = new ArrayList<>(List.of(e.session, e.line, e.input));
          row.add(e.output);
          text.append(Json.text(row)).append('\n');
        }
        write(text.toString(), StandardOpenOption.TRUNCATE_EXISTING);
        torn = false;
      }
    } catch (IOException e) {
      session = 1;
    }
  }

  private void read(String line) {
    try {
      JsonArray row =
          Json.tree(new com.google.gson.Gson().fromJson(line, JsonArray.class)).getAsJsonArray();
      String output = row.get(3).isJsonNull() ? null : row.get(3).getAsString();
      entries.add(
          new Entry(
              row.get(0).getAsInt(), row.get(1).getAsInt(), row.get(2).getAsString(), output));
    } catch (JsonParseException
        | IllegalStateException
        | IndexOutOfBoundsException
        | NumberFormatException
        | UnsupportedOperationException damaged) {
      // a line that another kernel was still writing, or was cut short by a crash
      return;
    }
  }

  private void write(String text, StandardOpenOption how) {
    try (FileChannel channel =
            FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, how);
        FileLock lock = channel.lock()) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (lock.isValid() && bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (IOException unwritable) {
      return;
    }
  }
}
