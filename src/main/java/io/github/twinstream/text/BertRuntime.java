package io.github.twinstream.text;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.twinstream.engine.Djl;
import io.github.twinstream.error.DataException;
import io.github.twinstream.onnx.OnnxGraph;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.Map;

/**
 * BERT's first layers with int8 products, for one text at a time: 1.8 times as fast as {@link
 * BertLayers} in batches on two cores that have such instructions. Several threads may run texts at
 * once.
 *
 * <p>Inputs of products are coded with one scale for the whole text (ONNX Runtime's
 * DynamicQuantizeMatMul), so texts run alone: in a batch they would bend each other's numbers.
 */
final class BertRuntime {
  private static final int HIDDEN = BertFile.HIDDEN;
  private static final String INPUT = "input";
  private static final Map<String, Float> EPSILON = Map.of("epsilon", 1e-12f);

  private final BertFile file;
  private final OrtEnvironment environment;
  private final OrtSession session;
  private final OnnxGraph graph = new OnnxGraph("BERT");

  /**
   * @param count how many layers are run, at most those that the file has
   */
  BertRuntime(BertFile file, int count) throws IOException {
    this.file = file;
    Djl.engine();
    byte[] model = model(count);
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      environment = OrtEnvironment.getEnvironment();
      environment.setTelemetry(false);
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      session = environment.createSession(model, options);
    } catch (OrtException e) {
      throw new DataException("multilingual BERT does not start: " + e.getMessage(), e);
    }
  }

  private byte[] model(int count) throws IOException {
    String x = graph.apply("Unsqueeze", graph.input(INPUT, false, HIDDEN), graph.longs(0));
    x = graph.apply("LayerNormalization", EPSILON, x, norm(-1, "", 0), norm(-1, "", 1));
    for (int layer = 0; layer < count; layer++) {
      x = layer(x, layer);
    }
    graph.output("states", graph.apply("Squeeze", x, graph.longs(0)), HIDDEN);
    return graph.model(Map.of());
  }

  private String layer(String x, int layer) throws IOException {
    String all = linear(x, layer, "attention");
    String attended =
        graph.applyRuntime(
            "MultiHeadAttention",
            Map.of("num_heads", (long) BertFile.HEADS),
            third(all, 0),
            third(all, 1),
            third(all, 2));
    String middle = normed(linear(attended, layer, "joined"), x, layer, "norm1");
    String wide = graph.applyRuntime("Gelu", Map.of(), linear(middle, layer, "wide"));
    return normed(linear(wide, layer, "narrow"), middle, layer, "norm2");
  }

  private String third(String all, long which) {
    return graph.apply(
        "Slice",
        all,
        graph.longs(which * HIDDEN),
        graph.longs((which + 1) * HIDDEN),
        graph.longs(2));
  }

  private String linear(String x, int layer, String name) throws IOException {
    RowCodes matrix = file.matrix(layer, name);
    float[] bias = file.bias(layer, name);
    return graph.applyRuntime(
        "DynamicQuantizeMatMul",
        Map.of(),
        x,
        graph.bytes(matrix.transposed(), matrix.columns(), matrix.rows()),
        graph.floats(matrix.scales(), matrix.rows()),
        "",
        graph.floats(bias, bias.length));
  }

  private String normed(String x, String skipped, int layer, String name) throws IOException {
    return graph.applyRuntime(
        "SkipLayerNormalization", EPSILON, x, skipped, norm(layer, name, 0), norm(layer, name, 1));
  }

  private String norm(int layer, String name, int which) throws IOException {
    return graph.floats(file.norm(layer, name)[which], HIDDEN);
  }

  /**
   * The last states of a text.
   *
   * @param ids piece numbers, {@code [CLS]} and {@code [SEP]} among them
   * @return pieces × 768 numbers
   */
  float[] states(int[] ids) {
    float[] states = new float[ids.length * HIDDEN];
    for (int position = 0; position < ids.length; position++) {
      file.input(ids[position], position, states, position * HIDDEN);
    }
    try (OnnxTensor input =
            OnnxTensor.createTensor(
                environment, FloatBuffer.wrap(states), new long[] {ids.length, HIDDEN});
        OrtSession.Result result = session.run(Map.of(INPUT, input))) {
      ((OnnxTensor) result.get(0)).getFloatBuffer().get(states);
      return states;
    } catch (OrtException e) {
      throw new DataException("multilingual BERT failed: " + e.getMessage(), e);
    }
  }
}
