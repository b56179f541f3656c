package io.github.twinstream.train;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.twinstream.config.FuxiModel;
import io.github.twinstream.config.FuxiTraining;
import io.github.twinstream.config.Settings;
import io.github.twinstream.feature.EncodedRows;
import io.github.twinstream.feature.Field;
import io.github.twinstream.feature.Pooling;
import io.github.twinstream.feature.Schema;
import io.github.twinstream.model.NetworkSpec;
import io.github.twinstream.model.Parameters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Translates the reference's configuration and tensors into ours. */
final class GoldenCase {
  private GoldenCase() {}

  static Schema schema(JsonArray features, JsonObject config) {
    List<Field> fields = new ArrayList<>();
    for (JsonElement element : features) {
      JsonObject f = element.getAsJsonObject();
      String name = f.get("name").getAsString();
      switch (f.get("type").getAsString()) {
        case "numeric" -> fields.add(Field.numeric(name, name));
        case "categorical" -> fields.add(Field.categorical(name, f.get("vocab_size").getAsInt()));
        case "sequence" -> {
          String encoder =
              f.has("feature_encoder") && !f.get("feature_encoder").isJsonNull()
                  ? f.get("feature_encoder").toString()
                  : "";
          fields.add(
              Field.sequence(
                  name,
                  f.get("vocab_size").getAsInt(),
                  f.get("max_len").getAsInt(),
                  encoder.contains("Sum") ? Pooling.SUM : Pooling.MEAN,
                  f.has("share_embedding") ? f.get("share_embedding").getAsString() : ""));
        }
        default -> throw new AssertionError("a field of type " + f.get("type"));
      }
    }
    Map<String, List<String>> streams = new LinkedHashMap<>();
    streams.put("1", strings(config.get("fs1_context")));
    streams.put("2", strings(config.get("fs2_context")));
    return Schema.of(fields, streams);
  }

  static EncodedRows rows(Schema schema, Map<String, double[]> tensors) {
    double[] label = tensors.get("in/label");
    int rows = label.length;
    int[] ids = new int[rows * schema.idWidth()];
    float[] numeric = new float[rows * schema.numericWidth()];
    for (int f = 0; f < schema.size(); f++) {
      Field field = schema.fields().get(f);
      double[] values = tensors.get("in/" + field.name());
      boolean number = field.kind() == Field.Kind.NUMERIC;
      int width = number ? schema.numericWidth() : schema.idWidth();
      for (int row = 0; row < rows; row++) {
        for (int i = 0; i < field.length(); i++) {
          double value = values[row * field.length() + i];
          int at = row * width + schema.offset(f) + i;
          if (number) {
            numeric[at] = (float) value;
          } else {
            ids[at] = (int) value;
          }
        }
      }
    }
    float[] labels = new float[rows];
    IntStream.range(0, rows).forEach(i -> labels[i] = (float) label[i]);
    return new EncodedRows(
        schema, rows, ids, numeric, labels, new double[0], new int[0], new String[0]);
  }

  static NetworkSpec spec(String model, JsonObject config) {
    return FuxiModel.read(model, settings(config));
  }

  private static Settings settings(JsonObject config) {
    Map<String, Object> values = new LinkedHashMap<>();
    config.asMap().forEach((key, value) -> values.put(key, plain(value)));
    return Settings.of(values);
  }

  private static Object plain(JsonElement element) {
    if (element.isJsonNull()) {
      return null;
    }
    if (element.isJsonArray()) {
      List<Object> all = new ArrayList<>();
      element.getAsJsonArray().forEach(e -> all.add(plain(e)));
      return all;
    }
    if (element.isJsonObject()) {
      Map<String, Object> all = new LinkedHashMap<>();
      element.getAsJsonObject().asMap().forEach((key, value) -> all.put(key, plain(value)));
      return all;
    }
    String text = element.getAsString();
    if (element.getAsJsonPrimitive().isBoolean()) {
      return element.getAsBoolean();
    }
    if (element.getAsJsonPrimitive().isString()) {
      return text;
    }
    return text.matches("-?[0-9]+") ? (Object) Integer.valueOf(text) : Double.valueOf(text);
  }

  static TrainOptions options(JsonObject config, double clip) {
    return TrainOptions.DEFAULT
        .learningRate(config.get("learning_rate").getAsDouble())
        .maxGradientNorm(clip)
        .regularizers(
            FuxiTraining.regularizer(settings(config), "embedding_regularizer"),
            FuxiTraining.regularizer(settings(config), "net_regularizer"));
  }

  /** Puts the tensors named {@code prefix/NAME} into the parameters. */
  static void load(Parameters parameters, Map<String, double[]> tensors, String prefix) {
    Map<String, float[]> values = parameters.snapshot();
    parameters
        .views()
        .forEach(
            (name, view) -> {
              double[] given = tensors.get(prefix + "/" + name);
              if (given == null || given.length != view.size()) {
                throw new AssertionError("no tensor of " + view.size() + " values for " + name);
              }
              for (int i = 0; i < view.size(); i++) {
                values.get(view.parameter())[view.start() + i] = (float) given[i];
              }
            });
    parameters
        .buffers()
        .forEach(
            (name, buffer) -> {
              double[] given = tensors.get("buf0/" + name);
              for (int i = 0; given != null && i < given.length; i++) {
                values.get(name)[i] = (float) given[i];
              }
            });
    parameters.restore(values);
  }

  static float[] part(float[] values, Parameters.View view) {
    return java.util.Arrays.copyOfRange(values, view.start(), view.start() + view.size());
  }

  private static List<String> strings(JsonElement element) {
    List<String> all = new ArrayList<>();
    if (element == null || element.isJsonNull()) {
      return all;
    }
    if (!element.isJsonArray()) {
      return List.of(element.getAsString());
    }
    element.getAsJsonArray().forEach(e -> all.add(e.getAsString()));
    return all;
  }
}
