package io.github.twinstream.explain;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.DataException;
import io.github.twinstream.feature.EncodedRows;
import io.github.twinstream.feature.Field;
import io.github.twinstream.feature.Schema;
import io.github.twinstream.model.Batch;
import io.github.twinstream.model.Cut;
import io.github.twinstream.model.Network;
import io.github.twinstream.model.Parameters;
import io.github.twinstream.model.Pass;
import io.github.twinstream.progress.Interrupts;
import io.github.twinstream.progress.Progress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What lies between the embeddings and the logit of FinalMLP, read in one pass over rows: the parts
 * of the fusion, and the gates where the network has them.
 *
 * @param importance the parts of the logit
 * @param gates the gates by column; empty for a network without gates
 */
public record FinalMlpInside(StreamImportance importance, Optional<FieldGates> gates) {
  private static final int BATCH = 2048;
  private static final String BILINEAR = "fusion_module.w_xy";

  /** Whether the network is a FinalMLP, so that it can be read. */
  public static boolean fits(Network network) {
    return network.parameters().learned().stream().anyMatch(p -> p.name().equals(BILINEAR));
  }

  /**
   * Reads a FinalMLP on these rows.
   *
   * @param network the network
   * @param name its name, for the message
   * @param rows at least one, of its schema
   * @throws ConfigException if it is another network
   * @throws DataException if there are no rows
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  public static FinalMlpInside read(Network network, String name, EncodedRows rows) {
    if (!fits(network)) {
      throw new ConfigException(
          "stream importance and gates are read from inside FinalMLP; "
              + name
              + " has neither: permutation(), why(...) and partialDependence(...) explain any"
              + " network");
    }
    if (rows.rows() == 0) {
      throw new DataException("0 rows were given: stream importance and gates need at least one");
    }
    Reader reader = new Reader(network, rows.schema());
    int[] order = IntStream.range(0, rows.rows()).toArray();
    Cut cut = new Cut();
    try (Progress.Task task = Progress.start("explain", rows.rows())) {
      for (int from = 0; from < order.length; from += BATCH) {
        Interrupts.check("the explanation");
        int to = Math.min(order.length, from + BATCH);
        try (NDManager manager = network.parameters().manager().newSubManager();
            NDScope scope = new NDScope()) {
          scope.suppressNotUsedWarning();
          network.inputs().cut(rows, order, from, to, cut);
          reader.read(network.inputs().batch(cut, manager));
        }
        task.advance(to - from);
      }
    }
    return reader.result();
  }

  /** Adds up over batches; nothing native outlives one. */
  private static final class Reader {
    private final Network network;
    private final Map<String, NDArray> parameters = new HashMap<>();
    private final List<String> columns;
    private final int[] fieldsOfColumn;
    private final int[] columnOfField;
    private final List<String> streams;
    private final List<Sums> terms = new ArrayList<>();
    private final Sums[][] gateRows;
    private final double[][] gateSums = new double[2][];
    private int rows;

    Reader(Network network, Schema schema) {
      this.network = network;
      for (Parameters.Parameter p : network.parameters().learned()) {
        parameters.put(p.name(), p.value());
      }
      this.columns = schema.fields().stream().map(Field::column).distinct().toList();
      this.columnOfField =
          schema.fields().stream().mapToInt(f -> columns.indexOf(f.column())).toArray();
      this.fieldsOfColumn = new int[columns.size()];
      Arrays.stream(columnOfField).forEach(c -> fieldsOfColumn[c]++);
      List<String> names = new ArrayList<>(schema.streams().keySet());
      while (names.size() < 2) {
        names.add("stream " + (names.size() + 1));
      }
      this.streams = names;
      int heads = (int) parameters.get(BILINEAR).getShape().get(0);
      for (int t = 0; t < 3 + heads; t++) {
        terms.add(new Sums());
      }
      this.gateRows = new Sums[2][columns.size()];
    }

    void read(Batch batch) {
      Map<String, NDArray> heard = new HashMap<>();
      network.logits(batch, new Pass(false, heard::put));
      NDArray o1 = heard.get("mlp1");
      NDArray o2 = heard.get("mlp2");
      add(terms.get(0), linear(o1, "fusion_module.w_x"));
      add(terms.get(1), linear(o2, "fusion_module.w_y"));
      bilinear(o1, o2, batch.rows());
      for (int s = 0; s < 2; s++) {
        NDArray gate = heard.get("fs_module.fs" + (s + 1) + "_gate");
        if (gate != null) {
          gate(s, gate);
        }
      }
      rows += batch.rows();
    }

    private float[] linear(NDArray output, String module) {
      return output
          .matMul(parameters.get(module + ".weight").transpose())
          .add(parameters.get(module + ".bias"))
          .toFloatArray();
    }

    private void bilinear(NDArray o1, NDArray o2, int count) {
      NDArray w = parameters.get(BILINEAR);
      long heads = w.getShape().get(0);
      NDArray first = o1.reshape(count, heads, -1).transpose(1, 0, 2);
      NDArray second = o2.reshape(count, heads, -1).transpose(1, 0, 2);
      float[] byHead = first.matMul(w).mul(second).sum(new int[] {2}).toFloatArray();
      for (int row = 0; row < count; row++) {
        double whole = 0;
        for (int h = 0; h < heads; h++) {
          double value = byHead[h * count + row];
          terms.get(3 + h).add(value);
          whole += value;
        }
        terms.get(2).add(whole);
      }
    }

    private void gate(int stream, NDArray sigmoid) {
      int width = (int) sigmoid.getShape().get(1);
      float[] sums = sigmoid.sum(new int[] {0}).toFloatArray();
      if (gateSums[stream] == null) {
        gateSums[stream] = new double[width];
        Arrays.setAll(gateRows[stream], c -> new Sums());
      }
      for (int i = 0; i < width; i++) {
        gateSums[stream][i] += 2.0 * sums[i];
      }
      float[] means = sigmoid.matMul(averaging(sigmoid.getManager(), width)).toFloatArray();
      for (int i = 0; i < means.length; i++) {
        gateRows[stream][i % columns.size()].add(2.0 * means[i]);
      }
    }

    /** A matrix (dimensions, columns) whose product is the mean over each column's dimensions. */
    private NDArray averaging(NDManager manager, int width) {
      int d = width / columnOfField.length;
      float[] matrix = new float[width * columns.size()];
      for (int i = 0; i < width; i++) {
        int column = columnOfField[i / d];
        matrix[i * columns.size() + column] = 1f / (d * fieldsOfColumn[column]);
      }
      return manager.create(matrix, new Shape(width, columns.size()));
    }

    FinalMlpInside result() {
      List<StreamImportance.Term> heads = new ArrayList<>();
      for (int h = 3; h < terms.size(); h++) {
        heads.add(terms.get(h).term("head " + (h - 2)));
      }
      StreamImportance importance =
          new StreamImportance(
              List.of(terms.get(0).term(streams.get(0)), terms.get(1).term(streams.get(1))),
              terms.get(2).term("bilinear"),
              heads,
              rows);
      return new FinalMlpInside(
          importance, gateSums[0] == null ? Optional.empty() : Optional.of(gates()));
    }

    private FieldGates gates() {
      int d = gateSums[0].length / columnOfField.length;
      List<FieldGates.Column> result = new ArrayList<>();
      for (int c = 0; c < columns.size(); c++) {
        double[] mean = new double[2];
        double[] overDimensions = new double[2];
        double[] overRows = new double[2];
        int column = c;
        for (int s = 0; s < 2; s++) {
          double[] sums = gateSums[s];
          double[] means =
              IntStream.range(0, sums.length)
                  .filter(i -> columnOfField[i / d] == column)
                  .mapToDouble(i -> sums[i] / rows)
                  .toArray();
          mean[s] = Figures.mean(means);
          overDimensions[s] = means.length < 2 ? 0 : Figures.deviation(means);
          overRows[s] = gateRows[s][c].deviation();
        }
        result.add(
            new FieldGates.Column(
                columns.get(c), d * fieldsOfColumn[c], mean, overDimensions, overRows));
      }
      return new FieldGates(streams, result, rows);
    }

    private static void add(Sums sums, float[] values) {
      for (float value : values) {
        sums.add(value);
      }
    }
  }

  /** Running sums of one number a row. */
  private static final class Sums {
    private long count;
    private double absolute;
    private double mean;
    private double squares;

    /** Welford's update. */
    void add(double value) {
      count++;
      absolute += Math.abs(value);
      double before = value - mean;
      mean += before / count;
      squares += before * (value - mean);
    }

    double deviation() {
      return count < 2 ? 0 : Math.sqrt(squares / (count - 1));
    }

    StreamImportance.Term term(String name) {
      return new StreamImportance.Term(name, absolute, mean, deviation());
    }
  }
}
