package io.github.twinstream.kernel.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** How arrays, collections, maps and records are shown, as text and as tables. */
class ContainersTest {
  private static final String HOSTILE = "<script>alert(\"a & b\")</script>";
  private static final String ESCAPED = "&lt;script&gt;alert(&quot;a &amp; b&quot;)&lt;/script&gt;";

  private final Renderers renderers = new Renderers();

  private record Point(int x, String name) {}

  private record Empty() {}

  private record Broken(int x) {
    public int x() {
      throw new IllegalStateException("x is not known");
    }
  }

  private record Circle(double radius) {}

  @Nested
  class ArraysAndCollections {
    @Test
    void arrays_show_their_elements() {
      assertEquals("[1, 2, 3]", text(new int[] {1, 2, 3}));
      assertEquals("[1.5, -2.0]", text(new double[] {1.5, -2}));
      assertEquals("[true, false]", text(new boolean[] {true, false}));
      assertEquals("[a, b]", text(new char[] {'a', 'b'}));
      assertEquals("[1, -1]", text(new byte[] {1, -1}));
      assertEquals("[]", text(new long[0]));
      assertEquals("[a, null]", text(new String[] {"a", null}));
    }

    @Test
    void nested_arrays_and_lists_show_the_innermost_elements() {
      assertEquals("[[1, 2], [], [3]]", text(new int[][] {{1, 2}, {}, {3}}));
      assertEquals(
          "[[[1.0]], {a=[2]}]", text(List.of(new float[][] {{1}}, Map.of("a", List.of(2)))));
    }

    @Test
    void nesting_may_be_as_deep_as_it_likes() {
      Object lists = List.of();
      Object arrays = new int[] {1};
      for (int i = 0; i < 20; i++) {
        lists = List.of(lists);
        arrays = new Object[] {arrays};
      }

      assertEquals("[".repeat(21) + "]".repeat(21), text(lists));
      assertEquals("[".repeat(21) + "1" + "]".repeat(21), text(arrays));
    }

    @Test
    void one_that_would_fill_pages_without_end_is_cut_in_time() {
      Object doubled = "leaf";
      for (int i = 0; i < 60; i++) {
        doubled = List.of(doubled, doubled);
      }
      Object value = doubled;

      String shown = assertTimeoutPreemptively(Duration.ofSeconds(20), () -> text(value));

      assertTrue(shown.startsWith("[".repeat(60) + "leaf, leaf], [leaf, leaf]]"), shown);
      assertTrue(shown.endsWith(" more characters)"), shown);
    }

    @Test
    void long_ones_are_cut_after_a_hundred_elements() {
      for (int length : new int[] {0, 1, 99, 100, 101, 1000}) {
        int[] array = IntStream.range(0, length).toArray();
        String shown =
            IntStream.range(0, Math.min(length, 100))
                .mapToObj(String::valueOf)
                .collect(Collectors.joining(", "));
        String expected = "[" + shown + (length > 100 ? ", … " + (length - 100) + " more]" : "]");

        assertEquals(expected, text(array));
        assertEquals(expected, text(IntStream.of(array).boxed().toList()));
      }
    }

    @Test
    void one_that_contains_itself_is_shown_once() {
      List<Object> list = new ArrayList<>(List.of(1));
      list.add(list);
      Map<String, Object> map = new HashMap<>();
      map.put("me", map);

      assertEquals("[1, (this collection)]", text(list));
      assertEquals("{me=(this map)}", text(map));
      assertTrue(html(map).contains("(this map)"), html(map));
    }

    @Test
    void the_same_one_twice_is_shown_twice() {
      List<Integer> twice = List.of(1);

      assertEquals("[[1], [1]]", text(List.of(twice, twice)));
    }

    @Test
    void those_that_contain_each_other_come_to_an_end() {
      List<Object> list = new ArrayList<>();
      Map<String, Object> map = new HashMap<>(Map.of("list", list));
      list.add(map);
      Object[] array = new Object[1];
      array[0] = array;

      assertEquals("[{list=(this collection)}]", text(list));
      assertEquals("{list=[(this map)]}", text(map));
      assertEquals(List.of("list", "[(this map)]"), cells("td", html(map)));
      assertEquals("[(this array)]", text(array));
    }
  }

  @Nested
  class Tables {
    @Test
    void a_map_is_a_table_of_keys_and_values_too() {
      Map<String, Object> map = new TreeMap<>(Map.of("a", 1, "b", List.of(2, 3)));

      assertEquals("{a=1, b=[2, 3]}", text(map));
      assertEquals(List.of("key", "value"), cells("th", html(map)));
      assertEquals(List.of("a", "1", "b", "[2, 3]"), cells("td", html(map)));
      assertFalse(html(map).contains("caption"), html(map));
    }

    @Test
    void an_empty_map_or_list_has_no_table() {
      assertEquals(Map.of(MimeBundle.TEXT, "{}"), renderers.render(Map.of()).data());
      assertEquals(Map.of(MimeBundle.TEXT, "[]"), renderers.render(List.of()).data());
    }

    @Test
    void a_long_map_shows_a_hundred_entries_and_how_many_there_are() {
      Map<Integer, Integer> map = new TreeMap<>();
      IntStream.range(0, 101).forEach(i -> map.put(i, -i));

      assertTrue(text(map).endsWith(", 99=-99, … 1 more}"), text(map));
      assertEquals(200, cells("td", html(map)).size());
      assertTrue(html(map).contains(">101 entries, the first 100 shown</caption>"), html(map));
    }

    @Test
    void a_list_of_records_is_a_table_with_a_column_a_component() {
      List<Point> points = List.of(new Point(1, "one"), new Point(2, null));

      assertEquals("[Point[x=1, name=one], Point[x=2, name=null]]", text(points));
      assertEquals(List.of("x", "name"), cells("th", html(points)));
      assertEquals(List.of("1", "one", "2", "null"), cells("td", html(points)));
      assertTrue(html(points).contains("<td style=\"text-align:right\">1</td>"), html(points));
      assertTrue(html(points).contains("<td style=\"text-align:left\">one</td>"), html(points));
    }

    @Test
    void a_long_list_of_records_shows_a_hundred_and_how_many_there_are() {
      List<Point> points = Collections.nCopies(250, new Point(1, "one"));

      assertEquals(200, cells("td", html(points)).size());
      assertTrue(html(points).contains(">250 records, the first 100 shown</caption>"));
    }

    @Test
    void a_single_record_is_a_table_with_a_row_a_component() {
      String html = html(new Point(7, "seven"));

      assertEquals("Point[x=7, name=seven]", text(new Point(7, "seven")));
      assertTrue(html.contains(">Point</caption>"), html);
      assertEquals(List.of("x", "7", "name", "seven"), cells("td", html));
    }

    @Test
    void records_without_components_and_of_several_kinds_have_no_table() {
      assertEquals(Map.of(MimeBundle.TEXT, "Empty[]"), renderers.render(new Empty()).data());
      assertEquals(
          Map.of(MimeBundle.TEXT, "[Empty[]]"), renderers.render(List.of(new Empty())).data());
      assertFalse(
          renderers
              .render(List.of(new Point(1, "one"), new Circle(2)))
              .data()
              .containsKey(MimeBundle.HTML));
    }

    @Test
    void a_component_that_throws_shows_what_it_throws() {
      String cell = cells("td", html(new Broken(3))).get(1);

      assertTrue(cell.startsWith("java.lang.IllegalStateException: x is not known"), cell);
    }

    @Test
    void markup_in_keys_values_and_components_is_escaped() {
      for (Object value :
          List.of(
              Map.of(HOSTILE, 1),
              Map.of(1, HOSTILE),
              Map.of(1, List.of(HOSTILE)),
              new Point(1, HOSTILE),
              List.of(new Point(1, HOSTILE)))) {
        assertTrue(html(value).contains(ESCAPED), html(value));
        assertFalse(html(value).contains("<script"), html(value));
      }
    }
  }

  private String text(Object value) {
    return (String) renderers.render(value).data().get(MimeBundle.TEXT);
  }

  private String html(Object value) {
    return (String) renderers.render(value).data().get(MimeBundle.HTML);
  }

  private static List<String> cells(String tag, String html) {
    return Pattern.compile("<" + tag + "[ >][^>]*>?([^<]*)</" + tag + ">")
        .matcher(html)
        .results()
        .map(found -> found.group(1))
        .toList();
  }
}
