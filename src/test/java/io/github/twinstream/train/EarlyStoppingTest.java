package io.github.twinstream.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.twinstream.testing.Golden;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class EarlyStoppingTest {
  @Test
  void every_golden_trace_is_followed() throws IOException {
    JsonArray traces =
        JsonParser.parseString(Files.readString(Golden.path("schedule/early_stop.json")))
            .getAsJsonArray();
    assertTrue(traces.size() > 0);
    for (JsonElement element : traces) {
      JsonObject trace = element.getAsJsonObject();
      EarlyStopping stopping =
          new EarlyStopping(
              trace.get("mode").getAsString().equals("max"),
              trace.get("patience").getAsInt(),
              trace.get("reduce_lr_on_plateau").getAsBoolean(),
              trace.get("initial_lr").getAsDouble());
      for (JsonElement step : trace.getAsJsonArray("rows")) {
        JsonObject row = step.getAsJsonObject();
        boolean saved = stopping.improved(value(trace.get("monitor"), row.get("value")));
        assertEquals(row.get("saved").getAsBoolean(), saved, () -> "saved at " + row);
        assertEquals(row.get("lr").getAsDouble(), stopping.rate(), 1e-18, () -> "rate at " + row);
        assertEquals(row.get("best").getAsDouble(), stopping.best(), 1e-12, () -> "best at " + row);
        assertEquals(row.get("stopping_steps").getAsInt(), stopping.withoutImprovement());
        assertEquals(row.get("stop").getAsBoolean(), stopping.stop(), () -> "stop at " + row);
      }
    }
  }

  @Test
  void a_value_that_is_not_a_number_counts_as_an_improvement() {
    EarlyStopping stopping = new EarlyStopping(true, 2, true, 1e-3);
    assertTrue(stopping.improved(0.6));
    assertTrue(stopping.improved(Double.NaN));
  }

  private static double value(JsonElement monitor, JsonElement value) {
    if (!monitor.isJsonObject()) {
      return value.getAsDouble();
    }
    return monitor.getAsJsonObject().entrySet().stream()
        .mapToDouble(
            e -> e.getValue().getAsDouble() * value.getAsJsonObject().get(e.getKey()).getAsDouble())
        .sum();
  }
}
