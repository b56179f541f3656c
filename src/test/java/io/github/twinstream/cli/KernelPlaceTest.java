package io.github.twinstream.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where kernels are put. */
class KernelPlaceTest {
  private final String home = System.getProperty("user.home");

  @ParameterizedTest
  @CsvSource({
    "Linux, HOME, /h, /h/.local/share/jupyter",
    "Linux, XDG_DATA_HOME, /x, /x/jupyter",
    "Linux, JUPYTER_DATA_DIR, /j, /j",
    "Linux, HOME, '', @/.local/share/jupyter",
    "Mac OS X, HOME, /h, /h/Library/Jupyter",
    "Mac OS X, XDG_DATA_HOME, /x, @/Library/Jupyter",
    "Windows 11, APPDATA, /a, /a/jupyter",
    "Windows 11, HOME, /h, @/AppData/Roaming/jupyter",
  })
  void is_where_jupyter_looks(String system, String variable, String value, String wanted) {
    assertEquals(
        Path.of(wanted.replace("@", home)), KernelPlace.userData(Map.of(variable, value), system));
  }

  @Test
  void is_never_taken_from_the_working_directory() {
    for (String variable : List.of("HOME", "XDG_DATA_HOME", "JUPYTER_DATA_DIR")) {
      Path place = KernelPlace.userData(Map.of(variable, "relative"), "Linux");
      assertTrue(place.isAbsolute(), place::toString);
    }
  }
}
