package io.github.twinstream.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The tensor operations against BERT's formulas written out one number at a time. */
class BertLayersTest {
  private static final int HIDDEN = BertFile.HIDDEN;
  private static final int WIDE = 4 * HIDDEN;
  private static final int PIECES = 8;

  private final Map<String, float[]> values = new LinkedHashMap<>();

  @Test
  void areBertsFormulas() throws IOException {
    // GIVEN one layer of random parameters, coded
    BertFile file = random();
    int[] ids = {3, 1, 7};
    // WHEN two texts go through it
    float[] states = new BertLayers(file, 1).states(List.of(new int[] {2, 5, 2}, ids));
    // THEN the second has the states of the formulas
    float[] expected = byHand(file, ids);
    float[] given = java.util.Arrays.copyOfRange(states, 3 * HIDDEN, 6 * HIDDEN);
    assertArrayEquals(expected, given, 2e-4f);
    assertEquals(6 * HIDDEN, states.length);
  }

  @Test
  void areNearWithInputsOfProductsCoded() throws IOException {
    // GIVEN the same layer and its states
    BertFile file = random();
    int[] ids = {3, 1, 7};
    float[] exact = new BertLayers(file, 1).states(List.of(ids));
    // WHEN it is run with int8 products
    float[] coded = new BertRuntime(file, 1).states(ids);
    // THEN each piece's state points where it should
    for (int piece = 0; piece < ids.length; piece++) {
      float[] a = java.util.Arrays.copyOfRange(exact, piece * HIDDEN, (piece + 1) * HIDDEN);
      float[] b = java.util.Arrays.copyOfRange(coded, piece * HIDDEN, (piece + 1) * HIDDEN);
      assertEquals(1, Vectors.dot(Vectors.unit(a), Vectors.unit(b)), 1e-3);
      assertEquals(Vectors.dot(a, a), Vectors.dot(b, b), 0.02 * Vectors.dot(a, a));
    }
  }

  private BertFile random() throws IOException {
    Random random = new Random(11);
    Map<String, byte[]> sections = new LinkedHashMap<>();
    sections.put("vocabulary", "a\nb\nc\nd\ne\nf\ng\nh".getBytes(StandardCharsets.UTF_8));
    RowCodes.put(sections, "words", gaussian(random, PIECES * HIDDEN, 1), HIDDEN);
    plain(sections, random, "positions", BertFile.MAX_TOKENS * HIDDEN);
    for (String norm : List.of("norm", "0.norm1", "0.norm2")) {
      plain(sections, random, norm + ".gamma", HIDDEN);
      plain(sections, random, norm + ".beta", HIDDEN);
    }
    linear(sections, random, "0.attention", 3 * HIDDEN, HIDDEN);
    linear(sections, random, "0.joined", HIDDEN, HIDDEN);
    linear(sections, random, "0.wide", WIDE, HIDDEN);
    linear(sections, random, "0.narrow", HIDDEN, WIDE);
    return BertFile.of(
        TensorFile.of(ByteBuffer.wrap(TensorFile.bytes(BertFile.facts(1), sections))));
  }

  private void linear(
      Map<String, byte[]> sections, Random random, String name, int outputs, int inputs) {
    RowCodes.put(sections, name, gaussian(random, outputs * inputs, 0.05), inputs);
    plain(sections, random, name + ".bias", outputs);
  }

  private void plain(Map<String, byte[]> sections, Random random, String name, int size) {
    values.put(name, gaussian(random, size, 0.5));
    sections.put(name, TensorFile.bytes(values.get(name)));
  }

  private static float[] gaussian(Random random, int size, double scale) {
    float[] numbers = new float[size];
    for (int i = 0; i < size; i++) {
      numbers[i] = (float) (scale * random.nextGaussian());
    }
    return numbers;
  }

  private float[] byHand(BertFile file, int[] ids) throws IOException {
    double[][] x = new double[ids.length][HIDDEN];
    for (int t = 0; t < ids.length; t++) {
      float[] input = new float[HIDDEN];
      file.input(ids[t], t, input, 0);
      for (int i = 0; i < HIDDEN; i++) {
        x[t][i] = input[i];
      }
      normalise(x[t], "norm");
    }
    double[][] attended = attention(linear(file, x, "attention"));
    double[][] middle = linear(file, attended, "joined");
    add(middle, x, "0.norm1");
    double[][] wide = linear(file, middle, "wide");
    for (double[] row : wide) {
      for (int i = 0; i < row.length; i++) {
        row[i] *= 0.5 * (1 + org.apache.commons.math3.special.Erf.erf(row[i] / Math.sqrt(2)));
      }
    }
    double[][] last = linear(file, wide, "narrow");
    add(last, middle, "0.norm2");
    float[] states = new float[ids.length * HIDDEN];
    for (int i = 0; i < states.length; i++) {
      states[i] = (float) last[i / HIDDEN][i % HIDDEN];
    }
    return states;
  }

  private double[][] linear(BertFile file, double[][] x, String name) throws IOException {
    RowCodes matrix = file.matrix(0, name);
    float[] weights = matrix.decoded();
    float[] bias = values.get("0." + name + ".bias");
    double[][] y = new double[x.length][matrix.rows()];
    for (int t = 0; t < x.length; t++) {
      for (int o = 0; o < matrix.rows(); o++) {
        double sum = bias[o];
        for (int i = 0; i < matrix.columns(); i++) {
          sum += x[t][i] * weights[o * matrix.columns() + i];
        }
        y[t][o] = sum;
      }
    }
    return y;
  }

  /** Twelve heads of 64; query, key and value are one after the other. */
  private static double[][] attention(double[][] all) {
    int length = all.length;
    double[][] joined = new double[length][HIDDEN];
    for (int head = 0; head < BertFile.HEADS; head++) {
      int at = 64 * head;
      for (int t = 0; t < length; t++) {
        double[] weights = new double[length];
        double total = 0;
        for (int s = 0; s < length; s++) {
          double score = 0;
          for (int i = at; i < at + 64; i++) {
            score += all[t][i] * all[s][HIDDEN + i];
          }
          weights[s] = Math.exp(score / 8);
          total += weights[s];
        }
        for (int s = 0; s < length; s++) {
          for (int i = at; i < at + 64; i++) {
            joined[t][i] += weights[s] / total * all[s][2 * HIDDEN + i];
          }
        }
      }
    }
    return joined;
  }

  private void add(double[][] x, double[][] residual, String norm) {
    for (int t = 0; t < x.length; t++) {
      for (int i = 0; i < HIDDEN; i++) {
        x[t][i] += residual[t][i];
      }
      normalise(x[t], norm);
    }
  }

  private void normalise(double[] row, String norm) {
    double mean = java.util.Arrays.stream(row).average().orElseThrow();
    double variance =
        java.util.Arrays.stream(row).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
    for (int i = 0; i < row.length; i++) {
      row[i] =
          (row[i] - mean) / Math.sqrt(variance + 1e-12) * values.get(norm + ".gamma")[i]
              + values.get(norm + ".beta")[i];
    }
  }
}
