package io.github.twinstream.chart;

import io.github.twinstream.error.ConfigException;
import java.awt.Font;
import java.awt.font.FontRenderContext;

/** The fonts of charts, and a clear word where Java finds none. */
final class Fonts {
  private Fonts() {}

  static Font plain(int size) {
    return new Font(Font.SANS_SERIF, Font.PLAIN, size);
  }

  static Font bold(int size) {
    return new Font(Font.SANS_SERIF, Font.BOLD, size);
  }

  /** The text's width in pixels, the same whatever it is drawn on. */
  static double width(Font font, String text) {
    return font.getStringBounds(text, new FontRenderContext(null, true, true)).getWidth();
  }

  /** Throws unless text can be measured, which fails in containers without any font. */
  static void require() {
    require(() -> plain(12).getStringBounds("x", new FontRenderContext(null, true, true)));
  }

  /**
   * Throws if the trial does. Without fonts Java throws a NullPointerException, an InternalError or
   * an UnsatisfiedLinkError, whichever file is missed first.
   */
  static void require(Runnable trial) {
    try {
      trial.run();
    } catch (RuntimeException | LinkageError | InternalError e) {
      ConfigException told =
          new ConfigException(
              "charts cannot be drawn: Java finds no fonts ("
                  + e
                  + "); install the packages fontconfig and fonts-dejavu-core (Debian, Ubuntu),"
                  + " fontconfig and ttf-dejavu (Alpine), or fontconfig and dejavu-sans-fonts"
                  + " (Fedora), then start Java again");
      told.initCause(e);
      throw told;
    }
  }
}
