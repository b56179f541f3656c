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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Turns fields into vectors of d numbers, for several sets of fields at once: the main set and, in
 * FinalMLP, the two gates' contexts, each with tables of its own. All tables of all sets are one
 * parameter and all numeric vectors another, so a pass costs one lookup and one product whatever
 * the number of fields. A numeric field x gives x · v with a learned vector v. Beside the vectors
 * it can give a first-order term (one weight a value) and the numbers as they are.
 */
public final class EmbeddingLayer {
  private final Schema schema;
  private final DataType type;
  private final List<FieldSet> sets = new ArrayList<>();
  private final NDArray table;
  private final NDArray numeric;
  private final int vectorIds;
  private final int vectorNumbers;
  private final FieldSet firstOrder;
  private final int firstOrderMask;
  private final NDArray weights;
  private final NDArray slopes;
  private final int numbersStart;
  private final int[] idSource;
  private final int[] idOffset;
  private final boolean[] idMasked;
  private final int[] numericSource;
  private final int masked;

  private EmbeddingLayer(Builder plan, int dimension) {
    this.schema = plan.schema;
    Parameters parameters = plan.parameters;
    this.type = parameters.type();
    FieldSet.Columns columns = new FieldSet.Columns();
    FieldSet.Tables vectors = new FieldSet.Tables("embedding", true);
    plan.sets.forEach(
        (name, members) -> sets.add(new FieldSet(name, schema, members, columns, vectors)));
    this.vectorIds = columns.ids();
    this.vectorNumbers = columns.numbers();
    this.table = vectors.table(parameters, dimension);
    this.numeric = vectors.numeric(parameters, dimension);
    sets.forEach(set -> set.nameViews(parameters, dimension));
    this.firstOrderMask = columns.masked();
    if (plan.firstOrder == null) {
      this.firstOrder = null;
      this.weights = null;
      this.slopes = null;
    } else {
      FieldSet.Tables scalars = new FieldSet.Tables("first_order", false);
      this.firstOrder = new FieldSet(plan.firstOrder, schema, plan.everyField(), columns, scalars);
      this.weights = scalars.table(parameters, 1);
      this.slopes = scalars.numeric(parameters, 1);
      firstOrder.nameViews(parameters, 1);
    }
    this.numbersStart = columns.numbers();
    plan.numbers.forEach(field -> columns.number(schema.offset(field)));
    this.idSource = columns.idSource();
    this.idOffset = columns.idOffset();
    this.idMasked = columns.idMasked();
    this.numericSource = columns.numericSource();
    this.masked = columns.masked();
  }

  /** Says what a layer over these fields is to give. */
  static Builder of(Schema schema, Parameters parameters) {
    return new Builder(schema, parameters);
  }

  /** What a layer gives; see {@link EmbeddingLayer}. */
  static final class Builder {
    private final Schema schema;
    private final Parameters parameters;
    private final Map<String, List<Integer>> sets = new LinkedHashMap<>();
    private List<Integer> numbers = List.of();
    private String firstOrder;

    private Builder(Schema schema, Parameters parameters) {
      this.schema = schema;
      this.parameters = parameters;
    }

    private List<Integer> everyField() {
      return IntStream.range(0, schema.size()).boxed().toList();
    }

    /** Vectors of every field, named {@code embedding_layer}. */
    Builder vectors() {
      return vectors("embedding_layer", everyField());
    }

    /** Vectors of these fields, ascending, with tables of their own. */
    Builder vectors(String name, List<Integer> members) {
      sets.put(name, members);
      return this;
    }

    /** One weight for each value of every field, in tables of their own that none shares. */
    Builder firstOrder(String name) {
      firstOrder = name;
      return this;
    }

    /** The numbers of these numeric fields as they are. */
    Builder numbers(List<Integer> members) {
      numbers = members;
      return this;
    }

    /** The layer with vectors of so many numbers. */
    EmbeddingLayer build(int dimension) {
      return new EmbeddingLayer(this, dimension);
    }
  }

  /** The vectors of each set, shape (rows, fields of the set, d), in field order. */
  List<NDArray> forward(Batch batch) {
    NDArray looked = table == null ? null : lookup(batch, 0, vectorIds, table);
    NDArray scaled =
        numeric == null
            ? null
            : slice(batch.numeric(), 0, vectorNumbers).expandDims(2).mul(numeric);
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
      outputs.add(set.canonical() ? joined : joined.get(":, {}", set.order(joined.getManager())));
    }
    return outputs;
  }

  /** The sum of the fields' weights, numbers times theirs, sequences summed; shape (rows, 1). */
  NDArray firstOrder(Batch batch) {
    NDArray sum = null;
    if (slopes != null) {
      sum =
          slice(batch.numeric(), firstOrder.numericStart(), firstOrder.numericCount())
              .matMul(slopes);
    }
    if (weights != null) {
      int singles = firstOrder.singleCount();
      int listed = firstOrder.sequenceIds();
      NDArray looked = lookup(batch, firstOrder.idStart(), singles + listed, weights);
      if (listed > 0) {
        NDArray mask = slice(batch.mask(), firstOrderMask, listed).expandDims(2);
        NDArray list = slice(looked, singles, listed).mul(mask).sum(new int[] {1});
        sum = sum == null ? list : sum.add(list);
      }
      if (singles > 0) {
        NDArray single = slice(looked, 0, singles).sum(new int[] {1});
        sum = sum == null ? single : sum.add(single);
      }
    }
    return sum;
  }

  /** The numbers that were asked for as they are, shape (rows, numbers). */
  NDArray numbers(Batch batch) {
    return slice(batch.numeric(), numbersStart, numericSource.length - numbersStart);
  }

  private static NDArray lookup(Batch batch, int start, int count, NDArray rows) {
    NDArray ids = slice(batch.ids(), start, count);
    return ids.getNDArrayInternal().embedding(ids, rows, SparseFormat.DENSE).singletonOrThrow();
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
    return typed(manager.create(buffer.flip(), new Shape(count, masked), DataType.FLOAT32));
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
    return typed(
        manager.create(buffer.flip(), new Shape(count, numericSource.length), DataType.FLOAT32));
  }

  private NDArray typed(NDArray numbers) {
    return type == DataType.FLOAT32 ? numbers : numbers.toType(type, false);
  }

  private static ByteBuffer direct(long values) {
    return ByteBuffer.allocateDirect(Math.toIntExact(4 * values)).order(ByteOrder.nativeOrder());
  }
}
