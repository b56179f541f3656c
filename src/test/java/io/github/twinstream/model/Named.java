package io.github.twinstream.model;

import io.github.twinstream.feature.EncodedRows;
import io.github.twinstream.feature.Field;
import io.github.twinstream.feature.Pooling;
import io.github.twinstream.feature.Schema;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Parameters by the reference's names, and its layers written with plain loops for one row: what
 * networks are compared with where no golden case is at hand.
 */
final class Named {
  private final Map<String, double[]> values = new LinkedHashMap<>();

  Named(Parameters parameters) {
    Map<String, double[]> whole = new LinkedHashMap<>();
    parameters.learned().forEach(p -> whole.put(p.name(), p.value().toDoubleArray()));
    parameters
        .views()
        .forEach(
            (name, view) ->
                values.put(
                    name,
                    Arrays.copyOfRange(
                        whole.get(view.parameter()), view.start(), view.start() + view.size())));
  }

  double[] get(String name) {
    double[] found = values.get(name);
    if (found == null) {
      throw new AssertionError("no parameter " + name + " among " + values.keySet());
    }
    return found;
  }

  int count() {
    return values.size();
  }

  /** W x (+ b, if there is one). */
  double[] linear(String name, double[] x) {
    double[] w = get(name + ".weight");
    double[] b = values.get(name + ".bias");
    double[] y = new double[w.length / x.length];
    for (int o = 0; o < y.length; o++) {
      y[o] = b == null ? 0 : b[o];
      for (int i = 0; i < x.length; i++) {
        y[o] += w[o * x.length + i] * x[i];
      }
    }
    return y;
  }

  double[] norm(String name, double[] x) {
    double mean = Arrays.stream(x).average().orElseThrow();
    double variance = Arrays.stream(x).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] =
          (x[i] - mean) / Math.sqrt(variance + 1e-5) * get(name + ".weight")[i]
              + get(name + ".bias")[i];
    }
    return y;
  }

  /** Linear layers {@code name.0}, {@code name.2}, … with ReLU between them. */
  double[] mlp(String name, int layers, double[] x) {
    double[] y = x;
    for (int i = 0; i < layers; i++) {
      y = linear(name + "." + 2 * i, y);
      if (i < layers - 1) {
        y = relu(y);
      }
    }
    return y;
  }

  /** A row's vectors in field order; numeric fields left out if {@code numbers} is false. */
  double[][] embed(String set, EncodedRows rows, int row, int d, boolean numbers) {
    Schema schema = rows.schema();
    java.util.List<double[]> vectors = new java.util.ArrayList<>();
    for (int f = 0; f < schema.size(); f++) {
      Field field = schema.fields().get(f);
      if (field.kind() == Field.Kind.NUMERIC && !numbers) {
        continue;
      }
      // a table of width 1 is a first-order weight: never shared, lists always summed
      boolean own = field.sharedWith().isEmpty() || d == 1;
      double[] table =
          get(
              set
                  + ".embedding_layer.embedding_layers."
                  + (own ? field.name() : field.sharedWith())
                  + ".weight");
      double[] vector = new double[d];
      if (field.kind() == Field.Kind.NUMERIC) {
        double x = rows.numeric()[row * schema.numericWidth() + schema.offset(f)];
        for (int k = 0; k < d; k++) {
          vector[k] = x * table[k];
        }
        vectors.add(vector);
        continue;
      }
      int filled = 0;
      for (int i = 0; i < field.length(); i++) {
        int id = rows.ids()[row * schema.idWidth() + schema.offset(f) + i];
        if (id == 0) {
          continue;
        }
        filled++;
        for (int k = 0; k < d; k++) {
          vector[k] += table[id * d + k];
        }
      }
      if (field.pooling() == Pooling.MEAN && d > 1) {
        for (int k = 0; k < d; k++) {
          vector[k] /= filled + 1e-12;
        }
      }
      vectors.add(vector);
    }
    return vectors.toArray(double[][]::new);
  }

  /** Σ w[x]. */
  double first(String set, EncodedRows rows, int row) {
    return Arrays.stream(embed(set, rows, row, 1, true)).mapToDouble(v -> v[0]).sum();
  }

  static double[] flat(double[]... parts) {
    return Arrays.stream(parts).flatMapToDouble(Arrays::stream).toArray();
  }

  static double[] relu(double[] x) {
    return Arrays.stream(x).map(v -> Math.max(0, v)).toArray();
  }

  static double[] times(double[] a, double[] b) {
    double[] y = new double[a.length];
    for (int i = 0; i < y.length; i++) {
      y[i] = a[i] * b[i];
    }
    return y;
  }

  static double[] plus(double[] a, double[] b) {
    double[] y = new double[a.length];
    for (int i = 0; i < y.length; i++) {
      y[i] = a[i] + b[i];
    }
    return y;
  }

  static double dot(double[] a, double[] b) {
    return Arrays.stream(times(a, b)).sum();
  }

  static double[] softmax(double[] x) {
    double sum = Arrays.stream(x).map(Math::exp).sum();
    return Arrays.stream(x).map(v -> Math.exp(v) / sum).toArray();
  }
}
