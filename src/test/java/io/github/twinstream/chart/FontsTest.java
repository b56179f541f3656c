package io.github.twinstream.chart;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.twinstream.error.ConfigException;
import org.junit.jupiter.api.Test;

class FontsTest {
  @Test
  void namesThePackagesToInstallWhenJavaFindsNoFonts() {
    ConfigException e =
        assertThrows(
            ConfigException.class,
            () ->
                Fonts.require(
                    () -> {
                      throw new NullPointerException("fontconfig");
                    }));

    assertEquals(
        "charts cannot be drawn: Java finds no fonts (java.lang.NullPointerException: fontconfig);"
            + " install the packages fontconfig and fonts-dejavu-core (Debian, Ubuntu), fontconfig"
            + " and ttf-dejavu (Alpine), or fontconfig and dejavu-sans-fonts (Fedora), then start"
            + " Java again",
        e.getMessage());
    assertInstanceOf(NullPointerException.class, e.getCause());
  }

  @Test
  void saysTheSameOfAMissingLibrary() {
    assertThrows(
        ConfigException.class,
        () ->
            Fonts.require(
                () -> {
                  throw new UnsatisfiedLinkError("libfreetype.so.6");
                }));
  }

  @Test
  void isContentWhereThereAreFonts() {
    assertDoesNotThrow(() -> Fonts.require());
  }
}
