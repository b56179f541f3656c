package io.github.twinstream.serve;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.twinstream.bundle.ServedModel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.TreeSet;

/** The description of the interface, with the columns of the model that is served. */
final class OpenApi {
  private OpenApi() {}

  static String of(ServedModel model, ServeOptions options) {
    JsonObject api = JsonParser.parseString(template()).getAsJsonObject();
    api.getAsJsonObject("info").addProperty("title", "Twinstream: " + model.facts().title());
    JsonObject schemas = api.getAsJsonObject("components").getAsJsonObject("schemas");
    JsonObject columns = schemas.getAsJsonObject("Row").getAsJsonObject("properties");
    for (String column : new TreeSet<>(model.accepted())) {
      JsonArray types = new JsonArray();
      types.add("string");
      types.add("number");
      types.add("boolean");
      types.add("null");
      JsonObject value = new JsonObject();
      value.add("type", types);
      columns.add(column, value);
    }
    limit(schemas, "ScoreRequest", "rows", options);
    limit(schemas, "RankRequest", "candidates", options);
    return new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(api) + "\n";
  }

  private static void limit(JsonObject schemas, String name, String key, ServeOptions options) {
    schemas
        .getAsJsonObject(name)
        .getAsJsonObject("properties")
        .getAsJsonObject(key)
        .addProperty("maxItems", options.maxRows());
  }

  private static String template() {
    try (InputStream in = OpenApi.class.getResourceAsStream("openapi.json")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("openapi.json is part of the program", e);
    }
  }
}
