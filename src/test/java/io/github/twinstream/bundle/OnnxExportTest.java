package io.github.twinstream.bundle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.twinstream.engine.Djl;
import io.github.twinstream.error.ConfigException;
import io.github.twinstream.feature.EncodedRows;
import io.github.twinstream.feature.Field;
import io.github.twinstream.feature.Pooling;
import io.github.twinstream.feature.Schema;
import io.github.twinstream.model.Activation;
import io.github.twinstream.model.FinalMlp;
import io.github.twinstream.model.MlpSpec;
import io.github.twinstream.model.Network;
import io.github.twinstream.model.NetworkSpec;
import io.github.twinstream.model.Parameters;
import io.github.twinstream.train.Scoring;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OnnxExportTest {
  private static final FinalMlp SMALL =
      FinalMlp.preset("article")
          .embeddingDim(3)
          .streams(
              MlpSpec.of(8, 12).dropout(0.2, 0).batchNorm(true, false),
              MlpSpec.of(16).dropout(0.1).batchNorm(true),
              4)
          .gateHidden(MlpSpec.of(5));

  @TempDir private Path folder;

  private static Schema schema(boolean contexts) {
    List<Field> fields =
        List.of(
            Field.numeric("x", "x"),
            Field.categorical("c", 7),
            Field.numeric("y", "y"),
            Field.numeric("z", "z"),
            Field.sequence("tags", 9, 4, Pooling.MEAN, ""),
            Field.sequence("more", 7, 2, Pooling.SUM, "c"));
    Map<String, List<String>> streams = new LinkedHashMap<>();
    if (contexts) {
      streams.put("user", List.of("x", "c", "more"));
      streams.put("item", List.of("z", "tags"));
    }
    return Schema.of(fields, streams);
  }

  private static EncodedRows rows(Schema schema, int count) {
    SplittableRandom random = new SplittableRandom(3);
    int[] ids = new int[count * schema.idWidth()];
    float[] numbers = new float[count * schema.numericWidth()];
    for (int row = 0; row < count; row++) {
      for (int c = 0; c < schema.idWidth(); c++) {
        int size = c >= 1 && c < 5 ? 9 : 7;
        ids[row * schema.idWidth() + c] = c == 0 ? 1 + random.nextInt(6) : random.nextInt(size);
      }
    }
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) random.nextDouble();
    }
    return new EncodedRows(
        schema, count, ids, numbers, new float[0], new double[0], new int[0], new String[0]);
  }

  /** Gives all parameters and buffers values that matter. */
  private static void stir(Parameters parameters) {
    SplittableRandom random = new SplittableRandom(4);
    Map<String, float[]> values = parameters.snapshot();
    values.forEach(
        (name, numbers) -> {
          for (int i = 0; i < numbers.length; i++) {
            numbers[i] =
                (float)
                    (name.endsWith("running_var")
                        ? 0.5 + random.nextDouble()
                        : random.nextDouble() - 0.4);
          }
        });
    parameters.restore(values);
  }

  private void agrees(NetworkSpec spec, Schema schema) throws OrtException {
    EncodedRows rows = rows(schema, 64);
    Path file = folder.resolve("m.onnx");
    double[] wanted;
    try (Parameters parameters = new Parameters(Djl.manager(), 1)) {
      Network network = spec.build(schema, parameters);
      stir(parameters);
      wanted = Scoring.score(network, rows);
      OnnxExport.write(file, spec, schema, parameters);
    }
    assertArrayEquals(wanted, scores(file, rows), 1e-5);
    double spread =
        java.util.Arrays.stream(wanted).max().orElseThrow()
            - java.util.Arrays.stream(wanted).min().orElseThrow();
    assertTrue(spread > 1e-3, "scores that are all alike tell nothing: " + spread);
  }

  private static double[] scores(Path file, EncodedRows rows) throws OrtException {
    Schema schema = rows.schema();
    long[] ids = java.util.Arrays.stream(rows.ids()).asLongStream().toArray();
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession session = environment.createSession(file.toString());
        OnnxTensor whole =
            OnnxTensor.createTensor(
                environment, LongBuffer.wrap(ids), new long[] {rows.rows(), schema.idWidth()});
        OnnxTensor numbers =
            OnnxTensor.createTensor(
                environment,
                FloatBuffer.wrap(rows.numeric()),
                new long[] {rows.rows(), schema.numericWidth()});
        OrtSession.Result result = session.run(Map.of("ids", whole, "numbers", numbers))) {
      float[][] scores = (float[][]) result.get("probability").orElseThrow().getValue();
      double[] flat = new double[scores.length];
      for (int i = 0; i < flat.length; i++) {
        flat[i] = scores[i][0];
      }
      return flat;
    }
  }

  @Test
  void scores_agree_with_and_without_gates_and_contexts() throws OrtException {
    agrees(SMALL, schema(true));
    agrees(SMALL, schema(false));
    agrees(SMALL.withoutGates(), schema(true));
  }

  @ParameterizedTest
  @EnumSource(Activation.class)
  void scores_agree_with_every_activation(Activation activation) throws OrtException {
    MlpSpec first = MlpSpec.of(8, 8).activations(activation).batchNorm(false, true);
    agrees(
        SMALL.streams(first, MlpSpec.of(12), 2).gateHidden(MlpSpec.of(6).activations(activation)),
        schema(true));
  }

  @Test
  void another_network_is_refused_by_its_name() {
    NetworkSpec other =
        new NetworkSpec() {
          @Override
          public String name() {
            return "Mine";
          }

          @Override
          public Network build(Schema schema, Parameters parameters) {
            throw new UnsupportedOperationException("it is not built");
          }

          @Override
          public double embeddingRegularizer() {
            return 0;
          }

          @Override
          public String describe() {
            return "mine";
          }
        };
    assertEquals(
        "network 'Mine' cannot be written as ONNX: FinalMLP can; keep others by model.save(file)",
        assertThrows(
                ConfigException.class,
                () -> OnnxExport.write(folder.resolve("x.onnx"), other, schema(true), null))
            .getMessage());
  }
}
