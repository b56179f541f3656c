package io.github.twinstream.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.DataException;
import io.github.twinstream.feature.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NetworkSpecsTest {
  record Unknown(String name, double embeddingRegularizer) implements NetworkSpec {
    @Override
    public Network build(Schema schema, Parameters parameters) {
      throw new UnsupportedOperationException("only its settings are looked at");
    }

    @Override
    public String describe() {
      return name;
    }
  }

  @Test
  void settings_come_back_equal() {
    FinalMlp spec = FinalMlp.preset("criteo_x4_001").embeddingDim(7);
    assertEquals(
        spec,
        NetworkSpecs.fromJson(
            JsonParser.parseString(NetworkSpecs.toJson(spec).toString()).getAsJsonObject()));
  }

  @ParameterizedTest
  @MethodSource("io.github.twinstream.model.NetworkSpecs#names")
  void every_network_that_is_known_takes_its_defaults_from_empty_settings(String name) {
    JsonObject json = new JsonObject();
    json.addProperty("network", name);
    json.add("settings", new JsonObject());
    NetworkSpec defaults = NetworkSpecs.fromJson(json);
    assertEquals(name, defaults.name());
    assertEquals(defaults, NetworkSpecs.fromJson(NetworkSpecs.toJson(defaults)));
  }

  @Test
  void a_network_that_is_not_known_is_told_how_to_become_so() {
    String saving =
        assertThrows(ConfigException.class, () -> NetworkSpecs.toJson(new Unknown("Mine", 0)))
            .getMessage();
    assertTrue(saving.contains("NetworkSpecs.register"), saving);
    String opening =
        assertThrows(
                DataException.class,
                () ->
                    NetworkSpecs.fromJson(
                        JsonParser.parseString("{'network':'FinalMLQ','settings':{}}")
                            .getAsJsonObject()))
            .getMessage();
    assertTrue(opening.startsWith("no network 'FinalMLQ': there are 'FinalMLP'"), opening);
    String taken =
        assertThrows(ConfigException.class, () -> NetworkSpecs.register(new Unknown("FinalMLP", 0)))
            .getMessage();
    assertTrue(taken.contains("is known already"), taken);
  }

  @Test
  void settings_that_do_not_go_together_are_refused() {
    DataException e =
        assertThrows(
            DataException.class,
            () ->
                NetworkSpecs.fromJson(
                    JsonParser.parseString("{'network':'FinalMLP','settings':{'heads':7}}")
                        .getAsJsonObject()));
    assertEquals(
        "FinalMLP cannot be used: heads is 7: it must be a divisor of the last widths of both"
            + " streams, 400 and 800",
        e.getMessage());
  }
}
