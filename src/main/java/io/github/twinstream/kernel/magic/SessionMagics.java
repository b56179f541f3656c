package io.github.twinstream.kernel.magic;

import io.github.twinstream.kernel.eval.CellResult;
import io.github.twinstream.kernel.eval.Names;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import jdk.jshell.VarSnippet;

/** Magics about the session itself. */
final class SessionMagics {
  private static final Pattern PACKAGES = Pattern.compile("\\b(?:[a-z_]\\w*\\.)+(?=[A-Z])");

  private SessionMagics() {}

  /** {@code %time STATEMENT}. */
  static CellResult time(Call call) throws MagicException {
    call.words("a statement");
    long start = System.nanoTime();
    CellResult result = call.session().run(call.cell(), call.rest(), call.line());
    call.print(took(start));
    return result;
  }

  /** "Time: 1.25 s", with a unit that fits. */
  static String took(long startNanos) {
    double millis = (System.nanoTime() - startNanos) / 1e6;
    return millis < 1000
        ? String.format(Locale.ROOT, "Time: %.1f ms", millis)
        : String.format(Locale.ROOT, "Time: %.2f s", millis / 1000);
  }

  /** {@code %env [NAME]}. */
  static CellResult env(Call call) throws MagicException {
    Map<String, String> all = new TreeMap<>(System.getenv());
    List<String> words = call.words();
    if (words.isEmpty()) {
      all.forEach((name, value) -> call.print(name + "=" + value));
      return call.ending(all);
    }
    String name = words.get(0);
    if (name.contains("=") || words.size() > 1) {
      throw new MagicException(
          "a running JVM cannot change its environment: set "
              + name.replaceFirst("=.*", "")
              + " under \"env\" in kernel.json, or before Jupyter starts");
    }
    if (!all.containsKey(name)) {
      throw new MagicException(
          "no environment variable '"
              + name
              + "'"
              + Names.nearest(name, all.keySet())
                  .map(n -> "; did you mean '" + n + "'?")
                  .orElse(""));
    }
    call.print(all.get(name));
    return call.ending(all.get(name));
  }

  /** {@code %who}. */
  static CellResult who(Call call) {
    List<VarSnippet> variables = call.session().variables();
    if (variables.isEmpty()) {
      call.print("no variables");
    }
    variables.forEach(
        v -> call.print(v.name() + "  " + PACKAGES.matcher(v.typeName()).replaceAll("")));
    return CellResult.DONE;
  }

  /** {@code %reset}. */
  static CellResult reset(Call call) {
    call.session().reset();
    return CellResult.DONE;
  }
}
