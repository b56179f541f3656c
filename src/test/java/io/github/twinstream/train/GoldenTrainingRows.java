package io.github.twinstream.train;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.twinstream.feature.EncodedRows;
import io.github.twinstream.feature.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rows and tensors of the golden training run. */
final class GoldenTrainingRows {
  private GoldenTrainingRows() {}

  static Schema schema(JsonObject json) {
    JsonArray features = new JsonArray();
    for (JsonElement name : json.getAsJsonArray("numeric")) {
      JsonObject field = new JsonObject();
      field.add("name", name);
      field.addProperty("type", "numeric");
      features.add(field);
    }
    json.getAsJsonObject("vocab")
        .asMap()
        .forEach(
            (name, size) -> {
              JsonObject field = new JsonObject();
              field.addProperty("name", name);
              field.addProperty("type", "categorical");
              field.add("vocab_size", size);
              features.add(field);
            });
    return GoldenCase.schema(features, json.getAsJsonObject("config"));
  }

  static double[] data(JsonElement tensor) {
    return tensor.getAsJsonObject().getAsJsonArray("data").asList().stream()
        .mapToDouble(JsonElement::getAsDouble)
        .toArray();
  }

  static EncodedRows read(Schema schema, Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    String[] header = lines.get(0).split(",");
    Map<String, double[]> columns = new LinkedHashMap<>();
    for (int c = 0; c < header.length; c++) {
      double[] values = new double[lines.size() - 1];
      for (int row = 0; row < values.length; row++) {
        values[row] = Double.parseDouble(lines.get(row + 1).split(",")[c]);
      }
      columns.put("in/" + header[c], values);
    }
    return GoldenCase.rows(schema, columns);
  }
}
