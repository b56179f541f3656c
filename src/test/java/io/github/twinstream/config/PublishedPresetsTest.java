package io.github.twinstream.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.twinstream.model.AutoInt;
import io.github.twinstream.model.DcnV2;
import io.github.twinstream.model.DeepFm;
import io.github.twinstream.model.Dlrm;
import io.github.twinstream.model.FinalNet;
import io.github.twinstream.model.MaskNet;
import io.github.twinstream.model.NetworkSpec;
import io.github.twinstream.model.XDeepFm;
import io.github.twinstream.testing.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every preset against the row of the published settings that it is named after. */
class PublishedPresetsTest {
  private static final Map<String, Function<String, NetworkSpec>> PRESETS =
      Map.of(
          "DeepFM", DeepFm::preset,
          "xDeepFM", XDeepFm::preset,
          "AutoInt+", AutoInt::preset,
          "DLRM", Dlrm::preset,
          "DCNv2", DcnV2::preset,
          "MaskNet", MaskNet::preset,
          "FinalNet", FinalNet::preset);
  private static final Pattern ROW =
      Pattern.compile("\\| ([A-Za-z0-9+]+?)_([a-z]+_x1) \\| (.*) \\|");

  @TestFactory
  List<DynamicTest> every_row_of_a_model_that_is_here() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (String line : Files.readAllLines(SharedData.reference("PUBLISHED_RESULTS.md"))) {
      Matcher row = ROW.matcher(line);
      if (row.matches() && PRESETS.containsKey(row.group(1))) {
        tests.add(
            dynamicTest(
                row.group(1) + " " + row.group(2),
                () ->
                    assertEquals(
                        read(row.group(1).replace("+", ""), row.group(3)),
                        PRESETS.get(row.group(1)).apply(row.group(2)))));
      }
    }
    assertEquals(28, tests.size());
    return tests;
  }

  /** {@code batch_norm True, hidden_units [400, 400]} as YAML, read as a model's settings. */
  private static NetworkSpec read(String model, String settings) {
    StringBuilder yaml = new StringBuilder("run:\n  model: " + model + "\n");
    for (String pair : settings.split(", (?=[a-z])")) {
      int space = pair.indexOf(' ');
      yaml.append("  ").append(pair, 0, space).append(": ").append(pair.substring(space + 1));
      yaml.append('\n');
    }
    return FuxiModel.read(model, YamlFile.of("published.yaml", yaml.toString()).block("run"));
  }
}
