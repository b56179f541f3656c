package io.github.twinstream.kernel.magic;

import io.github.twinstream.kernel.eval.CellResult;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Runs shell commands; their output is the cell's, an interrupt ends them. */
final class ShellMagic {
  private static final boolean WINDOWS = System.getProperty("os.name").startsWith("Windows");

  private ShellMagic() {}

  /** {@code %sh COMMAND}. */
  static CellResult line(Call call) throws MagicException {
    call.words("a command");
    return run(call, call.rest());
  }

  /** {@code %%sh}. */
  static CellResult cell(Call call) throws MagicException {
    return run(call, call.body());
  }

  private static CellResult run(Call call, String script) throws MagicException {
    try {
      return call.session().interruptibly(() -> run(call, script, start()));
    } catch (MagicException e) {
      throw e;
    } catch (InterruptedException e) {
      throw new MagicException("the command was interrupted and ended");
    } catch (Exception e) {
      throw new MagicException("the command could not be run: " + e.getMessage(), e);
    }
  }

  private static Process start() throws IOException {
    List<String> shell = WINDOWS ? List.of("cmd", "/q", "/d") : List.of("sh", "-s");
    return new ProcessBuilder(shell).start();
  }

  private static CellResult run(Call call, String script, Process process)
      throws IOException, InterruptedException, MagicException {
    Thread errors = new Thread(() -> copy(call, "stderr", process.getErrorStream()));
    Thread output = new Thread(() -> copy(call, "stdout", process.getInputStream()));
    List.of(errors, output).forEach(Thread::start);
    try (Writer in = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8)) {
      in.write(script + "\n");
    }
    try {
      int code = process.waitFor();
      output.join();
      errors.join();
      if (code != 0) {
        throw new MagicException("the command ended with exit code " + code);
      }
      return CellResult.DONE;
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static void copy(Call call, String stream, InputStream from) {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(from, StandardCharsets.UTF_8))) {
      char[] part = new char[4096];
      for (int read = lines.read(part); read >= 0; read = lines.read(part)) {
        call.cell().out().text(stream, new String(part, 0, read));
      }
    } catch (IOException ended) {
      return;
    }
  }
}
