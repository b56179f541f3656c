package io.github.twinstream.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.twinstream.engine.Djl;
import io.github.twinstream.feature.EncodedRows;
import io.github.twinstream.feature.Schema;
import io.github.twinstream.model.Cut;
import io.github.twinstream.model.Network;
import io.github.twinstream.model.Parameters;
import io.github.twinstream.model.Pass;
import io.github.twinstream.testing.Golden;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every model case of the golden folder: the reference's numbers within float32's noise. */
class GoldenParityTest {
  private static final double LEAST_TOLERANCE = 1e-6;

  /** Modules whose output in the reference is a probability, ours a logit. */
  private static final Map<String, String> PROBABILITIES =
      Map.of("DLRM", "top_mlp", "MaskNet", "mask_net");

  /** A normalisation that stands behind a linear layer of the same block, by its number. */
  private static final Pattern NUMBERED = Pattern.compile("buf0/(.*mlp\\.)(\\d+)\\.running_mean");

  @TestFactory
  List<DynamicTest> every_case_agrees_with_the_reference() throws IOException {
    List<String> cases = Golden.cases("");
    assertFalse(cases.isEmpty(), "the golden folder holds no model case");
    return cases.stream().map(name -> dynamicTest(name, () -> check(name))).toList();
  }

  private static void check(String name) throws IOException {
    JsonObject json = Golden.json("model/" + name + ".json");
    Map<String, double[]> golden = Golden.npz("model/" + name + ".npz");
    JsonObject config = json.getAsJsonObject("config");
    Schema schema = GoldenCase.schema(json.getAsJsonArray("features"), config);
    EncodedRows rows = GoldenCase.rows(schema, golden);
    int[] order = IntStream.range(0, rows.rows()).toArray();
    JsonObject floor = json.getAsJsonObject("float32_minus_float64_max");
    List<String> skipped = illConditioned(json, golden);
    TrainOptions options = GoldenCase.options(config, json.get("max_gradient_norm").getAsDouble());
    try (Parameters parameters = new Parameters(Djl.manager(), 1)) {
      String model = json.get("model").getAsString();
      Network network = GoldenCase.spec(model, config).build(schema, parameters);
      GoldenCase.load(parameters, golden, "p0");

      scores("eval0/y_pred", golden, Scoring.score(network, rows), tolerance(floor, "eval0"));

      Map<String, float[]> heard = new LinkedHashMap<>();
      Learner learner = new Learner(network, options);
      Map<String, float[]> start = parameters.snapshot();
      Feed.Portion all =
          new Batches.CutPortion(
              network.inputs(), network.inputs().cut(rows, order, 0, rows.rows(), new Cut()));
      learner.gradients(
          all, new Pass(true, (module, output) -> heard.put(module, output.toFloatArray())));
      forward(golden, heard, tolerance(floor, "fwd"), PROBABILITIES.getOrDefault(model, ""));
      double norm = golden.get("grad_norm")[0];
      assertEquals(norm, learner.gradientNorm(), 1e-5 * Math.max(1, norm), "grad_norm");
      gradients(parameters, golden, tolerance(floor, "grad"));

      // the pass above moved the running statistics and left gradients: start anew
      parameters.restore(start);
      parameters.forgetGradients();
      double[] losses = golden.get("losses5");
      for (int step = 1; step <= 5; step++) {
        double loss = learner.step(all, options.learningRate());
        assertEquals(losses[step - 1], loss, 1e-5 * Math.max(1, loss), "loss of step " + step);
        if (step == 1 || step == 5) {
          parameters(parameters, golden, "p" + step, tolerance(floor, "p" + step), skipped);
        }
      }
      buffers(parameters, golden, tolerance(floor, "p5"));
      scores("eval5/y_pred", golden, Scoring.score(network, rows), tolerance(floor, "eval5"));
    }
  }

  private static double tolerance(JsonObject floor, String part) {
    JsonElement value = floor.get(part);
    return Math.max(LEAST_TOLERANCE, value == null ? 0 : 10 * value.getAsDouble());
  }

  /** Named by the case, or biases in front of a batch normalisation, whose gradient is noise. */
  private static List<String> illConditioned(JsonObject json, Map<String, double[]> golden) {
    List<String> names = new ArrayList<>(json.getAsJsonObject("ill_conditioned").keySet());
    for (String key : golden.keySet()) {
      Matcher norm = NUMBERED.matcher(key);
      if (norm.matches()) {
        names.add(norm.group(1) + (Integer.parseInt(norm.group(2)) - 1) + ".bias");
      }
    }
    return names;
  }

  private static void forward(
      Map<String, double[]> golden,
      Map<String, float[]> heard,
      double tolerance,
      String probabilities) {
    int compared = 0;
    for (Map.Entry<String, double[]> entry : golden.entrySet()) {
      String module = entry.getKey().startsWith("fwd/") ? entry.getKey().substring(4) : "";
      if (!module.isEmpty() && !module.equals("y_pred")) {
        assertTrue(heard.containsKey(module), "no output of " + module);
        float[] output = heard.get(module);
        close(
            entry.getKey(),
            entry.getValue(),
            module.equals(probabilities) ? sigmoid(output) : output,
            tolerance);
        compared++;
      }
    }
    assertTrue(compared >= 2, compared + " modules compared");
  }

  private static float[] sigmoid(float[] logits) {
    float[] scores = new float[logits.length];
    for (int i = 0; i < logits.length; i++) {
      scores[i] = (float) (1 / (1 + Math.exp(-logits[i])));
    }
    return scores;
  }

  private static void gradients(
      Parameters parameters, Map<String, double[]> golden, double tolerance) {
    Map<String, float[]> gradients = new LinkedHashMap<>();
    for (Parameters.Parameter parameter : parameters.learned()) {
      try (NDArray gradient = parameter.value().getGradient()) {
        gradients.put(parameter.name(), gradient.toFloatArray());
      }
    }
    compare("grad", parameters, gradients, golden, tolerance, List.of());
  }

  private static void parameters(
      Parameters parameters,
      Map<String, double[]> golden,
      String part,
      double tolerance,
      List<String> skipped) {
    compare(part, parameters, parameters.snapshot(), golden, tolerance, skipped);
  }

  private static void compare(
      String part,
      Parameters parameters,
      Map<String, float[]> values,
      Map<String, double[]> golden,
      double tolerance,
      List<String> skipped) {
    long wanted = golden.keySet().stream().filter(k -> k.startsWith(part + "/")).count();
    assertEquals(wanted, parameters.views().size(), "how many tensors " + part + " has");
    parameters
        .views()
        .forEach(
            (name, view) -> {
              boolean skip =
                  skipped.stream().anyMatch(s -> s.equals(name) || s.endsWith("/" + name));
              if (!skip) {
                close(
                    part + "/" + name,
                    golden.get(part + "/" + name),
                    GoldenCase.part(values.get(view.parameter()), view),
                    tolerance);
              }
            });
  }

  private static void buffers(
      Parameters parameters, Map<String, double[]> golden, double tolerance) {
    // a bias in front of the normalisation takes steps of noise: the running mean follows it, the
    // variance does not
    parameters
        .buffers()
        .forEach(
            (name, buffer) -> {
              double[] wanted = golden.get("buf5/" + name);
              double allowed = name.endsWith("running_mean") ? 5e-3 : tolerance;
              close("buf5/" + name, wanted, buffer.toFloatArray(), allowed);
            });
  }

  private static void scores(
      String part, Map<String, double[]> golden, double[] scores, double tolerance) {
    double[] wanted = golden.get(part);
    for (int i = 0; i < wanted.length; i++) {
      assertEquals(wanted[i], scores[i], tolerance, part + "[" + i + "]");
    }
  }

  private static void close(String what, double[] wanted, float[] given, double tolerance) {
    assertEquals(wanted.length, given.length, what + ": how many values");
    for (int i = 0; i < wanted.length; i++) {
      assertEquals(wanted[i], given[i], tolerance, what + "[" + i + "]");
    }
  }

  /** Six epochs without shuffling: losses, metrics and the last predictions. */
  @TestFactory
  List<DynamicTest> the_six_epoch_run_agrees_with_the_reference() throws IOException {
    return List.of(dynamicTest("finalmlp_run", GoldenParityTest::sixEpochs));
  }

  private static void sixEpochs() throws IOException {
    JsonObject json = Golden.json("train/finalmlp_run.json");
    JsonObject config = json.getAsJsonObject("config");
    Schema schema = GoldenTrainingRows.schema(json);
    Map<String, double[]> tensors = new LinkedHashMap<>();
    json.getAsJsonObject("tensors")
        .asMap()
        .forEach((name, t) -> tensors.put(name, GoldenTrainingRows.data(t)));
    EncodedRows train = GoldenTrainingRows.read(schema, Golden.path("train/train.csv"));
    EncodedRows valid = GoldenTrainingRows.read(schema, Golden.path("train/valid.csv"));
    TrainOptions options =
        GoldenCase.options(config, json.get("max_gradient_norm").getAsDouble())
            .epochs(json.get("epochs").getAsInt())
            .batchSize(json.get("batch_size").getAsInt())
            .shuffle(false)
            .earlyStopping("AUC", 100)
            .reduceRate(false);
    NDManager manager = Djl.manager();
    try (Parameters parameters = new Parameters(manager, 1)) {
      Network network = GoldenCase.spec("FinalMLP", config).build(schema, parameters);
      GoldenCase.load(parameters, tensors, "p0");
      List<EpochResult> history = new Trainer(network, options).run(train, valid).history();
      int i = 0;
      for (JsonElement element : json.getAsJsonArray("history")) {
        JsonObject wanted = element.getAsJsonObject();
        EpochResult got = history.get(i++);
        String epoch = " of epoch " + got.epoch();
        assertEquals(wanted.get("train_loss").getAsDouble(), got.trainLoss(), 1e-5, "loss" + epoch);
        assertEquals(
            wanted.get("valid_auc").getAsDouble(), got.valid().get("AUC"), 2e-4, "AUC" + epoch);
        assertEquals(
            wanted.get("valid_logloss").getAsDouble(),
            got.valid().get("logloss"),
            1e-5,
            "logloss" + epoch);
      }
      assertEquals(json.getAsJsonArray("history").size(), history.size());
    }
  }
}
