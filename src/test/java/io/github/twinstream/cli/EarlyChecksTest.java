package io.github.twinstream.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.twinstream.progress.Progress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with a command's options is told before it reads, trains or writes anything. */
class EarlyChecksTest {
  @TempDir private Path folder;

  private final PrintStream terminal = System.err;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final List<String> work = new CopyOnWriteArrayList<>();
  private final Progress.Subscription subscription =
      Progress.subscribe(event -> work.add(event.name()));

  @BeforeEach
  void listen() throws IOException {
    Files.createDirectories(folder.resolve("folder.csv"));
    Files.writeString(folder.resolve("file"), "int before = 1;");
    System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void stopListening() {
    System.setErr(terminal);
    subscription.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "compare --out @/a.doc | a comparison cannot be saved as '@/a.doc': the name must end in",
        "compare --out @/folder.csv | cannot write '@/folder.csv': it is a folder",
        "compare --out @/a.csv,@/file/b.csv | cannot write '@/file/b.csv': files cannot be made in",
        "compare --titles spanish | no encoder 'spanish'",
        "compare --models finalnlp | no model 'finalnlp'",
        "compare --seeds 1,1 | a seed was given twice",
        "compare --epochs 0 | epochs is 0",
        "compare --batch 0 | batchSize is 0",
        "compare --device gpx | no device 'gpx': there are 'auto', 'cpu', 'gpu', 'gpu:1'",
        "tutorial --device gpu:99 | no gpu(99): PyTorch sees ",
        "tutorial --model finalnlp | no model 'finalnlp'",
        "tutorial --epochs 0 | epochs is 0",
        "tutorial --report @/folder.csv | cannot write '@/folder.csv': it is a folder",
        "tutorial --out @/file | cannot write '@/file/report.html': files cannot be made in",
        "sample --out @/file | cannot write '@/file/Users.csv': files cannot be made in",
        "distill @/folder.csv | cannot write '@/folder.csv': it is a folder",
        "bench speed --json @/folder.csv | cannot write '@/folder.csv': it is a folder",
        "bench disk --file @/folder.csv | cannot write '@/folder.csv': it is a folder",
        "bench disk --file @/rows --model finalnlp | no model 'finalnlp'",
        "bench scale --fields 10,0 | --fields is 0: it must be at least 1",
        "bench scale --steps 0 | --steps is 0: it must be at least 1",
        "bench disk --file @/rows --ids 1 | --ids is 1: it must be at least 2",
        "bench scale --chart @/a.gif | a chart cannot be saved as '@/a.gif': the name must end in",
        "bench scale --optimizer adams | no optimizer 'adams'",
        "encoders --speed @/none.csv | no file @/none.csv",
        "serve @/none.twin --port 70000 | port is 70000",
      })
  void a_fault_is_told_first(String words, String message) {
    String place = folder.toString();
    int code = Main.commandLine().execute(words.replace("@", place).split(" "));

    String all = said.toString(StandardCharsets.UTF_8);
    assertTrue(all.contains("twinstream: " + message.replace("@", place)), all);
    assertEquals(2, code);
    assertEquals(List.of(), work);
  }

  @ParameterizedTest
  @CsvSource("run @/file @/none.jsh")
  void no_script_runs_if_one_is_not_there(String words) {
    int code = Main.commandLine().execute(words.replace("@", folder.toString()).split(" "));

    assertTrue(
        said.toString(StandardCharsets.UTF_8).contains("no script " + folder), said::toString);
    assertEquals(1, code);
  }
}
