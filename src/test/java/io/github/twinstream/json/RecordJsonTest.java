package io.github.twinstream.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import io.github.twinstream.error.DataException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RecordJsonTest {
  private record Inner(int units, double rate) {
    Inner {
      if (units < 1) {
        throw new IllegalArgumentException("units is " + units + ": it must be at least 1");
      }
    }
  }

  private sealed interface Shape {}

  private record Round(double radius) implements Shape {}

  private record Square(double side) implements Shape {}

  private record Outer(
      String name,
      long seed,
      boolean on,
      TimeUnit unit,
      List<Inner> layers,
      Map<String, Double> weights,
      Shape shape,
      Inner none) {}

  private static final Outer VALUE =
      new Outer(
          "a \"b\"",
          Long.MAX_VALUE,
          true,
          TimeUnit.DAYS,
          List.of(new Inner(3, 0.1), new Inner(4, Double.NaN)),
          Map.of("AUC", Double.NEGATIVE_INFINITY),
          new Square(1e-300),
          null);

  @Test
  void a_record_comes_back_equal() {
    String text = RecordJson.toJson(VALUE).toString();
    assertEquals(
        VALUE, RecordJson.fromJson(JsonParser.parseString(text), Outer.class, "the value"));
  }

  @Test
  void a_component_that_is_not_there_is_an_error_or_the_defaults() {
    assertEquals("net has no 'rate': it must be given", message("{'units':3}"));
    assertEquals(
        new Inner(3, 0.5),
        RecordJson.fromJson(JsonParser.parseString("{'units':3}"), new Inner(1, 0.5), "net"));
  }

  @Test
  void messages_name_the_path_and_what_is_allowed() {
    assertEquals(
        "net.units is '1.5': it must be a whole number up to 2147483647",
        message("{'units':1.5,'rate':1}"));
    assertEquals(
        "net.units is '1e999999999': it must be a whole number up to 2147483647",
        message("{'units':1e999999999,'rate':1}"));
    assertEquals(
        "net.units is 'null': it must be a whole number up to 2147483647",
        message("{'units':null,'rate':1}"));
    assertEquals("net.rate is '\"x\"': it must be a number", message("{'units':1,'rate':'x'}"));
    assertEquals("net is '[]': it must be an object", message("[]"));
    assertEquals(
        "net: no setting 'unit': there are 'units', 'rate'; did you mean 'units'?",
        message("{'unit':1,'rate':1}"));
    assertEquals(
        "net cannot be used: units is 0: it must be at least 1", message("{'units':0,'rate':1}"));
  }

  @Test
  void a_sealed_interface_takes_its_own_records_alone() {
    DataException e =
        assertThrows(
            DataException.class,
            () ->
                RecordJson.fromJson(
                    JsonParser.parseString("{'kind':'java.lang.Runtime'}"), Shape.class, "shape"));
    assertTrue(e.getMessage().startsWith("shape: no kind 'java.lang.Runtime': there are 'Round'"));
  }

  private static String message(String json) {
    return assertThrows(
            DataException.class,
            () -> RecordJson.fromJson(JsonParser.parseString(json), Inner.class, "net"))
        .getMessage();
  }
}
