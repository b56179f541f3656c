package io.github.twinstream.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.twinstream.engine.Djl;
import io.github.twinstream.error.ConfigException;
import io.github.twinstream.feature.EncodedRows;
import io.github.twinstream.feature.Field;
import io.github.twinstream.feature.Pooling;
import io.github.twinstream.feature.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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

  /** Kinds in any order, a sequence, and numeric fields in both contexts or in none. */
  private static Stream<Map<String, List<String>>> contexts() {
    return Stream.of(
        Map.of("1", List.of("n1", "n2", "c"), "2", List.of("n3", "s", "c")),
        Map.of("1", List.of("n1"), "2", List.of("c")),
        Map.of("1", List.of("c", "n3"), "2", List.of()));
  }

  @ParameterizedTest
  @MethodSource("contexts")
  void numeric_vectors_multiplied_into_the_gates_weights_change_nothing(
      Map<String, List<String>> streams) {
    List<Field> fields =
        List.of(
            Field.numeric("n1", "n1"),
            Field.numeric("n2", "n2"),
            Field.categorical("c", 5),
            Field.numeric("n3", "n3"),
            Field.sequence("s", 6, 3, Pooling.MEAN, ""));
    int[] ids = {1, 2, 3, 0, 4, 5, 0, 0};
    float[] numbers = {0.5f, -1, 2, 0.25f, 3, -0.125f};
    EncodedRows rows =
        new EncodedRows(
            Schema.of(fields, new TreeMap<>(streams)),
            2,
            ids,
            numbers,
            new float[0],
            new double[0],
            new int[0],
            new String[0]);
    try (Parameters parameters = new Parameters(Djl.manager(), 3)) {
      Network network = FinalMlp.preset("article").build(rows.schema(), parameters);
      SplittableRandom random = new SplittableRandom(5);
      parameters
          .learned()
          .forEach(
              p -> {
                float[] values = new float[(int) p.value().size()];
                for (int i = 0; i < values.length; i++) {
                  values[i] = (float) (0.1 * (random.nextDouble() - 0.5));
                }
                p.value().set(values);
              });
      Batch batch =
          network
              .inputs()
              .batch(
                  network.inputs().cut(rows, new int[] {1, 0}, 0, 2, new Cut()),
                  parameters.manager());
      float[] heard = network.logits(batch, new Pass(false, (module, output) -> {})).toFloatArray();
      float[] folded = network.logits(batch, Pass.SCORING).toFloatArray();
      for (int i = 0; i < 2; i++) {
        assertEquals(heard[i], folded[i], 1e-5);
      }
      RowForward plain = network.rowForward().orElseThrow();
      for (int i = 0; i < 2; i++) {
        int[] rowIds = new int[4];
        float[] rowNumbers = new float[3];
        rows.ids(1 - i, rowIds);
        rows.numbers(1 - i, rowNumbers);
        float logit = plain.logit(rowIds, rowNumbers);
        assertEquals(heard[i], logit, 1e-5 * Math.abs(heard[i]), "in plain Java");
      }
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
