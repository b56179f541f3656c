package io.github.twinstream.notebook;

import io.github.twinstream.display.Displayable;
import io.github.twinstream.progress.Progress;
import io.github.twinstream.progress.TerminalProgress;
import io.github.twinstream.train.TrainingWatch;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import tech.tablesaw.api.Table;

/**
 * Shows results wherever the code runs: in a notebook of this project's kernel, of IJava or of
 * JJava as tables, charts and progress bars; in {@code jshell} and in programs as text, with charts
 * in files.
 */
public final class Notebook {
  private static final List<Class<?>> TYPES =
      List.of(
          Displayable.class,
          Table.class,
          BufferedImage.class,
          org.knowm.xchart.internal.chartpart.Chart.class);

  private static FrontEnd frontEnd;
  private static boolean attached;

  private Notebook() {}

  /**
   * Shows a value below what is there. Results print their table and their charts; Tablesaw tables,
   * XChart charts and images are shown as such, arrays with their elements, anything else as its
   * text. Outside a notebook charts are written as PNG files into the folder {@code
   * twinstream-show}, or the one that the system property {@code twinstream.show} names, beside a
   * page {@code show.html} of all that was shown.
   */
  public static void show(Object value) {
    attach();
    FrontEnd current = current();
    if (current instanceof PlainFrontEnd plain) {
      plain.show(value);
    } else {
      Rendering.of(value).forEach(current::display);
    }
  }

  /** The front end in use. */
  public static synchronized FrontEnd current() {
    if (frontEnd == null) {
      frontEnd =
          Stream.<Supplier<FrontEnd>>of(OwnKernel::find, JupyterKernel::find)
              .map(Supplier::get)
              .filter(Objects::nonNull)
              .findFirst()
              .orElseGet(() -> new PlainFrontEnd(System.out, plainFolder()));
    }
    return frontEnd;
  }

  /** Shows everything in this front end from now on; {@code null} looks for one anew. */
  public static synchronized void use(FrontEnd chosen) {
    frontEnd = chosen;
  }

  /**
   * Makes results that a cell returns look as they do when shown, and shows progress; done once,
   * later calls do nothing. The door does it when it is first used.
   */
  public static synchronized void attach() {
    if (attached) {
      return;
    }
    attached = true;
    FrontEnd current = current();
    current.register(TYPES);
    if (!(current instanceof PlainFrontEnd)) {
      Progress.subscribe(new NotebookProgress());
      TrainingWatch.subscribe(new NotebookCurves());
    } else if (System.getProperty("sun.java.command", "").startsWith("jdk.jshell")) {
      Progress.subscribe(new TerminalProgress(System.err, false));
    }
  }

  private static Path plainFolder() {
    return Path.of(System.getProperty("twinstream.show", "twinstream-show"));
  }
}
