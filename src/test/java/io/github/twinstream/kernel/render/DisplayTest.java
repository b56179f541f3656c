package io.github.twinstream.kernel.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What code in cells shows goes to the kernel that runs it, and nowhere without one. */
class DisplayTest {
  private final List<String> shown = new ArrayList<>();

  private final DisplaySink sink =
      new DisplaySink() {
        private final Renderers renderers = new Renderers();

        @Override
        public MimeBundle render(Object value) {
          return renderers.render(value);
        }

        @Override
        public void show(MimeBundle forms, String id, boolean update) {
          shown.add((update ? "update " : "show ") + id + " " + forms.data());
        }

        @Override
        public void clear(boolean wait) {
          shown.add(wait ? "clear later" : "clear");
        }

        @Override
        public <T> void register(Class<T> type, Function<? super T, Map<String, ?>> renderer) {
          renderers.register(type, renderer);
        }

        @Override
        public String ask(String prompt, boolean hidden) {
          return prompt + (hidden ? "secret" : "open");
        }
      };

  @BeforeEach
  void connect() {
    Display.connect(sink);
  }

  @AfterEach
  void disconnect() {
    Display.connect(null);
  }

  @Test
  void without_a_kernel_it_says_so() {
    assertTrue(Display.available());
    Display.connect(null);

    assertFalse(Display.available());
    assertEquals(
        "Display works in a cell of the Twinstream kernel only; this JVM runs none",
        assertThrows(IllegalStateException.class, () -> Display.display(1)).getMessage());
  }

  @Test
  void what_is_shown_can_be_replaced_under_its_own_id() {
    String first = Display.display(1);
    String second = Display.displayMime(Map.of("text/html", "<b>2</b>"));
    Display.updateDisplay(first, 3);
    Display.updateMime(second, Map.of("text/html", "<b>4</b>"));

    assertNotEquals(first, second);
    assertEquals(
        List.of(
            "show " + first + " {text/plain=1}",
            "show " + second + " {text/html=<b>2</b>}",
            "update " + first + " {text/plain=3}",
            "update " + second + " {text/html=<b>4</b>}"),
        shown);
  }

  @Test
  void forms_are_shown_under_an_id_of_ones_own_with_bytes_as_base64() {
    Display.displayMime("mine", Map.of("image/png", new byte[] {1, 2, 3}));

    assertEquals(List.of("show mine {image/png=AQID}"), shown);
  }

  @Test
  void a_renderer_registered_in_a_cell_is_used() {
    Display.register(Integer.class, i -> Map.of("text/plain", "number " + i));
    String id = Display.display(1);

    assertEquals(List.of("show " + id + " {text/plain=number 1}"), shown);
  }

  @Test
  void clearing_and_asking_reach_the_front_end() {
    Display.clearOutput(false);
    Display.clearOutput(true);

    assertEquals(List.of("clear", "clear later"), shown);
    assertEquals("name? open", Display.readLine("name? "));
    assertEquals("name? secret", Display.readPassword("name? "));
  }
}
