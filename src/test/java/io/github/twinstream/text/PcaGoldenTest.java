package io.github.twinstream.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against scikit-learn on a matrix of our own ({@code src/test/python/pca_golden.py}). */
class PcaGoldenTest {
  private static final double TOLERANCE = 1e-5;

  private final JsonObject golden = golden();

  @ParameterizedTest
  @ValueSource(strings = {"5", "0.8", "0.95"})
  void equalsScikitLearn(String kept) {
    JsonObject expected = golden.getAsJsonObject("fits").getAsJsonObject(kept);
    float[][] rows = matrix(golden.getAsJsonArray("rows"));
    Pca pca =
        kept.contains(".")
            ? Pca.fit(rows, Double.parseDouble(kept))
            : Pca.fit(rows, Integer.parseInt(kept));
    float[][] components = matrix(expected.getAsJsonArray("components"));
    float[][] transformed = matrix(expected.getAsJsonArray("transformed"));
    assertEquals(components.length, pca.dimension());
    assertArrayEquals(row(expected.getAsJsonArray("mean")), pca.mean(), (float) TOLERANCE, "means");
    close(expected.getAsJsonArray("explained_variance"), pca.explainedVariance());
    close(expected.getAsJsonArray("explained_variance_ratio"), pca.explainedVarianceRatio());
    float[][] ours = pca.transform(rows);
    for (int k = 0; k < components.length; k++) {
      // a component may point either way
      float sign = Vectors.dot(components[k], pca.components()[k]) < 0 ? -1 : 1;
      for (int c = 0; c < components[k].length; c++) {
        assertEquals(components[k][c], sign * pca.components()[k][c], TOLERANCE);
      }
      for (int r = 0; r < rows.length; r++) {
        assertEquals(transformed[r][k], sign * ours[r][k], TOLERANCE);
      }
    }
  }

  private static void close(JsonArray expected, double[] given) {
    assertEquals(expected.size(), given.length);
    for (int i = 0; i < given.length; i++) {
      assertEquals(1, given[i] / expected.get(i).getAsDouble(), TOLERANCE);
    }
  }

  private static float[][] matrix(JsonArray rows) {
    float[][] matrix = new float[rows.size()][];
    for (int r = 0; r < matrix.length; r++) {
      matrix[r] = row(rows.get(r).getAsJsonArray());
    }
    return matrix;
  }

  private static float[] row(JsonArray values) {
    float[] row = new float[values.size()];
    for (int i = 0; i < row.length; i++) {
      row[i] = values.get(i).getAsFloat();
    }
    return row;
  }

  private static JsonObject golden() {
    InputStream in = PcaGoldenTest.class.getResourceAsStream("pca-golden.json");
    return JsonParser.parseReader(new InputStreamReader(in, StandardCharsets.UTF_8))
        .getAsJsonObject();
  }
}
