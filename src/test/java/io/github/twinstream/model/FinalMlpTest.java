package io.github.twinstream.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.twinstream.engine.Djl;
import io.github.twinstream.error.ConfigException;
import io.github.twinstream.feature.Field;
import io.github.twinstream.feature.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FinalMlpTest extends NetworkContract {
  @Override
  NetworkSpec defaults() {
    return FinalMlp.preset("article");
  }

  @Override
  NetworkSpec small() {
    return FinalMlp.preset("article")
        .embeddingDim(4)
        .streams(MlpSpec.of(8).batchNorm(true), MlpSpec.of(6).activations(Activation.DICE), 2)
        .gateHidden(MlpSpec.of(6));
  }

  /** The article's fields and its printed count of parameters. */
  @Test
  void the_articles_network_has_as_many_parameters_as_the_article_prints() {
    List<Field> fields = new ArrayList<>();
    fields.add(Field.numeric("Age", "Age"));
    for (int i = 0; i < 87; i++) {
      fields.add(Field.numeric("Book-Title_" + i, "Book-Title"));
    }
    fields.add(Field.categorical("Book-Author", 49_206));
    fields.add(Field.categorical("Year-Of-Publication", 98));
    fields.add(Field.categorical("Publisher", 9_582));
    fields.add(Field.categorical("state", 1_287));
    fields.add(Field.categorical("country", 294));
    Map<String, List<String>> streams = new LinkedHashMap<>();
    streams.put("user", List.of("Age", "state", "country"));
    streams.put("item", List.of("Book-Author", "Year-Of-Publication", "Publisher", "Book-Title"));
    Schema schema = Schema.of(fields, streams);
    try (Parameters parameters = new Parameters(Djl.manager(), 1)) {
      FinalMlp.preset("article").build(schema, parameters);
      assertEquals(4_599_362, parameters.count());
    }
  }

  @Test
  void heads_must_divide_both_streams() {
    ConfigException error =
        assertThrows(
            ConfigException.class,
            () -> FinalMlp.preset("article").streams(MlpSpec.of(8), MlpSpec.of(6), 4));
    assertEquals(
        "heads is 4: it must be a divisor of the last widths of both streams, 8 and 6",
        error.getMessage());
  }

  @Test
  void an_unknown_preset_is_named_with_the_nearest() {
    ConfigException error = assertThrows(ConfigException.class, () -> FinalMlp.preset("criteo_x2"));
    assertTrue(error.getMessage().endsWith("did you mean 'criteo_x1'?"), error.getMessage());
  }
}
