package io.github.twinstream.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.twinstream.error.ConfigException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SchemaTest {
  private static final List<Field> FIELDS =
      List.of(
          Field.numeric("Title_0", "Title"),
          Field.categorical("country", 5),
          Field.numeric("Title_1", "Title"),
          Field.sequence("tags", 9, 3, Pooling.MEAN, ""));

  @Test
  void a_stream_keeps_field_order_whatever_the_order_of_its_names() {
    Schema schema = Schema.of(FIELDS, Map.of("item", List.of("tags", "Title")));
    assertEquals(List.of(0, 2, 3), schema.streams().get("item"));
  }

  @Test
  void streams_go_by_name_where_the_map_has_no_order_and_as_declared_where_it_has() {
    for (int i = 0; i < 32; i++) {
      Map<String, List<String>> unordered =
          Map.of("b" + i, List.of("tags"), "a" + i, List.of("country"));
      List<String> byName = List.of("a" + i, "b" + i);
      assertEquals(byName, names(Schema.of(FIELDS, unordered)));
      assertEquals(byName, names(Schema.of(FIELDS, new HashMap<>(unordered))));
      assertEquals(
          byName, names(new Schema(FIELDS, Map.of("b" + i, List.of(1), "a" + i, List.of(0)))));
    }
    Map<String, List<String>> declared = new LinkedHashMap<>();
    declared.put("user", List.of("country"));
    declared.put("item", List.of("tags"));
    assertEquals(List.of("user", "item"), names(Schema.of(FIELDS, declared)));
  }

  private static List<String> names(Schema schema) {
    return List.copyOf(schema.streams().keySet());
  }

  @Test
  void offsets_count_numbers_and_ids_apart() {
    Schema schema = Schema.of(FIELDS, Map.of());
    assertEquals(1, schema.offset(2));
    assertEquals(1, schema.offset(3));
    assertEquals(4, schema.idWidth());
    assertEquals(2, schema.numericWidth());
  }

  @Test
  void an_unknown_member_is_named_with_the_fields_and_the_nearest() {
    ConfigException error =
        assertThrows(
            ConfigException.class, () -> Schema.of(FIELDS, Map.of("user", List.of("contry"))));
    assertEquals(
        "stream 'user': no field 'contry': there are 'Title', 'country', 'tags'; did you mean"
            + " 'country'?; numeric(...), categorical(...) and sequence(...) make columns fields",
        error.getMessage());
  }
}
