package io.github.twinstream.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import io.github.twinstream.feature.EncodedRows;
import io.github.twinstream.feature.Pooling;
import io.github.twinstream.feature.Schema;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns fields into vectors of d numbers, for several sets of fields at once: the main set and, in
 * FinalMLP, the two gates' contexts, each with tables of its own. All tables of all sets are one
 * parameter and all numeric vectors another, so a pass costs one lookup and one product whatever
 * the number of fields. A numeric field x gives x · v with a learned vector v.
 */
public final class EmbeddingLayer {
  private static final double TABLE_DEVIATION = 1e-4;

  private final Schema schema;
  private final int dimension;
  private final List<FieldSet> sets = new ArrayList<>();
  private final NDArray table;
  private final NDArray numeric;
  private final int[] idSource;
  private final int[] idOffset;
  private final boolean[] idMasked;
  private final int[] numericSource;
  private final int masked;

  /**
   * @param schema the fields
   * @param dimension d
   * @param names the sets' names, which begin the parameters' names
   * @param members the fields of each set, ascending
   * @param parameters where the two tensors are made
   */
  EmbeddingLayer(
      Schema schema,
      int dimension,
      List<String> names,
      List<List<Integer>> members,
      Parameters parameters) {
    this.schema = schema;
    this.dimension = dimension;
    FieldSet.Counter counter = new FieldSet.Counter();
    for (int s = 0; s < names.size(); s++) {
      sets.add(new FieldSet(names.get(s), schema, members.get(s), counter));
    }
    this.idSource = counter.idSource();
    this.idOffset = counter.idOffset();
    this.idMasked = counter.idMasked();
    this.numericSource = counter.numericSource();
    int maskedCount = 0;
    for (boolean m : idMasked) {
      maskedCount += m ? 1 : 0;
    }
    this.masked = maskedCount;
    this.table = counter.tableRows() == 0 ? null : table(parameters, counter);
    this.numeric = numericSource.length == 0 ? null : numeric(parameters);
    sets.forEach(set -> set.nameViews(parameters, dimension));
  }

  private NDArray table(Parameters parameters, FieldSet.Counter counter) {
    float[] values = new float[Math.multiplyExact(counter.tableRows(), dimension)];
    parameters.fillNormal(values, 0, values.length, TABLE_DEVIATION);
    for (int start : counter.tableStarts()) {
      java.util.Arrays.fill(values, start * dimension, (start + 1) * dimension, 0);
    }
    return parameters.add(FieldSet.TABLE, values, new Shape(counter.tableRows(), dimension), true);
  }

  private NDArray numeric(Parameters parameters) {
    float[] values = new float[Math.multiplyExact(numericSource.length, dimension)];
    parameters.fillNormal(values, 0, values.length, Math.sqrt(2.0 / (1 + dimension)));
    return parameters.add(
        FieldSet.NUMERIC, values, new Shape(numericSource.length, dimension), true);
  }

  /** The vectors of each set, shape (rows, fields of the set, d), in field order. */
  List<NDArray> forward(Batch batch) {
    NDArray looked =
        table == null
            ? null
            : batch
                .ids()
                .getNDArrayInternal()
                .embedding(batch.ids(), table, SparseFormat.DENSE)
                .singletonOrThrow();
    NDArray scaled = numeric == null ? null : batch.numeric().expandDims(2).mul(numeric);
    List<NDArray> outputs = new ArrayList<>();
    for (FieldSet set : sets) {
      NDList parts = new NDList();
      if (set.numericCount() > 0) {
        parts.add(slice(scaled, set.numericStart(), set.numericCount()));
      }
      if (set.singleCount() > 0) {
        parts.add(slice(looked, set.idStart(), set.singleCount()));
      }
      for (FieldSet.Lookup lookup : set.sequences()) {
        parts.add(pooled(slice(looked, lookup.start(), lookup.length()), batch, lookup));
      }
      if (parts.isEmpty()) {
        outputs.add(null);
        continue;
      }
      NDArray joined = parts.size() == 1 ? parts.get(0) : NDArrays.concat(parts, 1);
      outputs.add(set.canonical() ? joined : joined.take(set.order(joined.getManager())));
    }
    return outputs;
  }

  private static NDArray slice(NDArray array, int start, int length) {
    return length == array.getShape().get(1) ? array : array.get(":, {}:{}", start, start + length);
  }

  private static NDArray pooled(NDArray vectors, Batch batch, FieldSet.Lookup lookup) {
    NDArray mask = slice(batch.mask(), lookup.maskStart(), lookup.length()).expandDims(2);
    NDArray sum = vectors.mul(mask).sum(new int[] {1}, true);
    return lookup.pooling() == Pooling.SUM
        ? sum
        : sum.div(mask.sum(new int[] {1}, true).add(1e-12));
  }

  /** The fields of a set as one row of numbers, shape (rows, fields · d). */
  static NDArray flat(NDArray vectors) {
    Shape shape = vectors.getShape();
    return vectors.reshape(shape.get(0), shape.get(1) * shape.get(2));
  }

  /**
   * Cuts rows out of encoded ones.
   *
   * @param rows the encoded rows, of this network's schema
   * @param order row indexes
   * @param from first place in {@code order}
   * @param to behind the last place
   * @param manager owns the batch's tensors
   */
  public Batch batch(EncodedRows rows, int[] order, int from, int to, NDManager manager) {
    int count = to - from;
    return new Batch(
        idSource.length == 0 ? null : ids(rows, order, from, count, manager),
        masked == 0 ? null : mask(rows, order, from, count, manager),
        numericSource.length == 0 ? null : numbers(rows, order, from, count, manager),
        count);
  }

  private NDArray ids(EncodedRows rows, int[] order, int from, int count, NDManager manager) {
    int[] all = rows.ids();
    int width = schema.idWidth();
    ByteBuffer buffer = direct((long) count * idSource.length);
    for (int i = 0; i < count; i++) {
      int at = order[from + i] * width;
      for (int c = 0; c < idSource.length; c++) {
        buffer.putInt(all[at + idSource[c]] + idOffset[c]);
      }
    }
    return manager.create(buffer.flip(), new Shape(count, idSource.length), DataType.INT32);
  }

  private NDArray mask(EncodedRows rows, int[] order, int from, int count, NDManager manager) {
    int[] all = rows.ids();
    int width = schema.idWidth();
    ByteBuffer buffer = direct((long) count * masked);
    for (int i = 0; i < count; i++) {
      int at = order[from + i] * width;
      for (int c = 0; c < idSource.length; c++) {
        if (idMasked[c]) {
          buffer.putFloat(all[at + idSource[c]] == 0 ? 0 : 1);
        }
      }
    }
    return manager.create(buffer.flip(), new Shape(count, masked), DataType.FLOAT32);
  }

  private NDArray numbers(EncodedRows rows, int[] order, int from, int count, NDManager manager) {
    float[] all = rows.numeric();
    int width = schema.numericWidth();
    ByteBuffer buffer = direct((long) count * numericSource.length);
    for (int i = 0; i < count; i++) {
      int at = order[from + i] * width;
      for (int source : numericSource) {
        buffer.putFloat(all[at + source]);
      }
    }
    return manager.create(buffer.flip(), new Shape(count, numericSource.length), DataType.FLOAT32);
  }

  private static ByteBuffer direct(long values) {
    return ByteBuffer.allocateDirect(Math.toIntExact(4 * values)).order(ByteOrder.nativeOrder());
  }
}
