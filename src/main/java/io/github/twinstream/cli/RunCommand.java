package io.github.twinstream.cli;

import io.github.twinstream.dataset.NamedData;
import io.github.twinstream.error.DataException;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs scripts in one session. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = {
      "Runs Java scripts, one after the other in one session, with the verbs imported.",
      "A chain may begin its lines with dots. Ends with 1 at the first error, whose line it names."
    })
final class RunCommand implements Callable<Integer> {
  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Scripts, such as workflow.jsh.")
  private List<Path> files;

  @Option(names = "--data", description = "Folder in which named data sets are looked for first.")
  private Path data;

  @Override
  public Integer call() {
    if (data != null) {
      System.setProperty(NamedData.PROPERTY, data.toString());
    }
    try (Script script = new Script()) {
      Map<Path, String> scripts = new LinkedHashMap<>();
      files.forEach(file -> scripts.put(file, read(file)));
      for (Path file : files) {
        script.run(file.toString(), scripts.get(file), 1);
      }
    } catch (DataException e) {
      System.out.flush();
      System.err.println(e.getMessage());
      return 1;
    }
    return 0;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new DataException("no script " + file + ": is the path right?", e);
    } catch (MalformedInputException e) {
      throw new DataException(file + " is no script: it is not text in UTF-8", e);
    } catch (IOException e) {
      throw new DataException("cannot read " + file + ": " + e + "; can it be opened?", e);
    }
  }
}
