package io.github.twinstream.kernel.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** How values are shown as text, and which renderer does it. */
class RenderersTest {
  private static final String MARKUP = "<script>alert(\"a & b\")</script>";

  private final Renderers renderers = new Renderers();

  private interface Shape {}

  private record Circle(double radius) implements Shape {}

  private record Named(String text) {
    @Override
    public String toString() {
      return text;
    }
  }

  @Nested
  class Plain {
    @Test
    void null_is_shown_as_such() {
      assertEquals(Map.of(MimeBundle.TEXT, "null"), renderers.render(null).data());
    }

    @Test
    void numbers_texts_and_optionals_have_plain_text_only() {
      assertEquals(Map.of(MimeBundle.TEXT, "42"), renderers.render(42).data());
      assertEquals(Map.of(MimeBundle.TEXT, "-0.5"), renderers.render(-0.5).data());
      assertEquals(Map.of(MimeBundle.TEXT, "NaN"), renderers.render(Double.NaN).data());
      assertEquals(Map.of(MimeBundle.TEXT, ""), renderers.render("").data());
      assertEquals(Map.of(MimeBundle.TEXT, MARKUP), renderers.render(MARKUP).data());
      assertEquals(Map.of(MimeBundle.TEXT, "Optional[1]"), renderers.render(Optional.of(1)).data());
    }

    @Test
    void a_huge_text_is_cut_and_says_by_how_much() {
      String whole = "x".repeat(100_000);

      assertEquals(whole, text(new Named(whole)));
      assertEquals(whole + "… (23 more characters)", text(new Named(whole + "y".repeat(23))));
      assertEquals(whole + "… (23 more characters)", text(whole + "y".repeat(23)));
    }

    @Test
    void a_to_string_that_gives_null_is_shown_as_null() {
      assertEquals("null", text(new Named(null)));
      assertEquals("[null]", text(List.of(new Named(null))));
    }

    @Test
    void what_the_values_own_code_throws_goes_to_the_caller() {
      Object broken =
          new Object() {
            @Override
            public String toString() {
              throw new UnsupportedOperationException("no text today");
            }
          };

      for (Object value : List.of(broken, List.of(broken), Map.of(1, broken))) {
        assertEquals(
            "no text today",
            assertThrows(UnsupportedOperationException.class, () -> renderers.render(value))
                .getMessage());
      }
    }
  }

  @Nested
  class Streams {
    @Test
    void they_are_named_and_can_still_be_collected() {
      Stream<Integer> stream = Stream.of(1, 2);
      IntStream ints = IntStream.of(3);
      LongStream longs = LongStream.of(4);
      DoubleStream doubles = DoubleStream.of(5);

      assertEquals("Stream (not consumed; collect it to see its elements)", text(stream));
      assertEquals("IntStream (not consumed; collect it to see its elements)", text(ints));
      assertEquals("LongStream (not consumed; collect it to see its elements)", text(longs));
      assertEquals("DoubleStream (not consumed; collect it to see its elements)", text(doubles));
      assertEquals(List.of(1, 2), stream.toList());
      assertEquals(3 + 4L + 5.0, ints.sum() + longs.sum() + doubles.sum());
    }

    @Test
    void those_in_a_list_are_left_alone_too() {
      Stream<Integer> stream = Stream.of(1, 2);

      assertTrue(text(List.of(stream)).startsWith("[Stream (not consumed"));
      assertEquals(2, stream.count());
    }
  }

  @Nested
  class Throwables {
    @Test
    void they_show_the_users_frames_and_the_causes_without_the_kernels() {
      Exception cause = new IllegalArgumentException("bad id");
      cause.setStackTrace(
          new StackTraceElement[] {frame("shop.Ids", "check"), frame("REPL.$JShell$3", "do_it$")});
      Exception error = new IllegalStateException("no order", cause);
      error.setStackTrace(
          new StackTraceElement[] {
            frame("shop.Orders", "find"),
            frame("io.github.twinstream.kernel.eval.Trampoline", "call"),
            frame("jdk.internal.reflect.DirectMethodHandleAccessor", "invoke"),
            frame("java.lang.reflect.Method", "invoke"),
            frame("jdk.jshell.execution.LocalExecutionControl", "invoke"),
            frame("java.lang.Thread", "run"),
            frame("REPL.$JShell$3", "do_it$")
          });

      assertEquals(
          """
          java.lang.IllegalStateException: no order
          \tat shop.Orders.find(File.java:1)
          Caused by: java.lang.IllegalArgumentException: bad id
          \tat shop.Ids.check(File.java:1)""",
          text(error));
    }

    @Test
    void frames_of_the_library_stay() {
      Exception error = new IllegalStateException("no rows");
      error.setStackTrace(
          new StackTraceElement[] {frame("io.github.twinstream.table.Csv", "read")});

      assertTrue(text(error).contains("\tat io.github.twinstream.table.Csv.read"), text(error));
    }

    private static StackTraceElement frame(String type, String method) {
      return new StackTraceElement(type, method, "File.java", 1);
    }
  }

  @Nested
  class Register {
    @Test
    void a_registered_renderer_wins_over_the_kernels_and_serves_subtypes() {
      renderers.register(Shape.class, shape -> Map.of(MimeBundle.HTML, "<b>a shape</b>"));

      assertEquals("<b>a shape</b>", html(new Circle(1)));
      assertEquals("Circle[radius=1.0]", text(new Circle(1)));
    }

    @Test
    void the_last_one_registered_wins_whatever_its_type() {
      renderers.register(Circle.class, circle -> Map.of(MimeBundle.TEXT, "r " + circle.radius()));
      assertEquals("r 1.0", text(new Circle(1)));

      renderers.register(Shape.class, shape -> Map.of(MimeBundle.TEXT, "a shape"));
      assertEquals("a shape", text(new Circle(1)));

      renderers.register(Circle.class, circle -> Map.of(MimeBundle.TEXT, "round"));
      assertEquals("round", text(new Circle(1)));
      assertEquals("[Circle[radius=1.0]]", text(List.of(new Circle(1))));
    }

    @Test
    void a_renderer_that_gives_text_spares_the_value_its_to_string() {
      Object broken =
          new Object() {
            @Override
            public String toString() {
              throw new AssertionError("not to be called");
            }
          };
      renderers.register(broken.getClass(), b -> Map.of(MimeBundle.TEXT, "mine"));

      assertEquals("mine", text(broken));
    }

    @Test
    void bytes_of_a_renderer_become_base64_and_other_forms_stay() {
      Map<String, Object> json = Map.of("mark", "bar");
      renderers.register(
          Shape.class, shape -> Map.of("image/png", new byte[] {1, 2, 3}, "vega", json));

      Map<String, Object> data = renderers.render(new Circle(1)).data();

      assertEquals("AQID", data.get("image/png"));
      assertSame(json, data.get("vega"));
    }
  }

  private String text(Object value) {
    return (String) renderers.render(value).data().get(MimeBundle.TEXT);
  }

  private String html(Object value) {
    return (String) renderers.render(value).data().get(MimeBundle.HTML);
  }
}
