package io.github.twinstream.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import io.github.twinstream.feature.Pooling;
import io.github.twinstream.feature.RowSource;
import io.github.twinstream.feature.Schema;
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
    this.numeric = vectors.numericVectors(parameters, dimension);
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
      this.slopes = scalars.numericWeights(parameters);
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
    NDArray looked = lookup(batch);
    return sets.stream().map(set -> vectors(set, batch, looked)).toList();
  }

  /** The rows of the tables that all sets look up; {@code null} if they look up none. */
  NDArray lookup(Batch batch) {
    return table == null ? null : lookup(batch, 0, vectorIds, table);
  }

  /**
   * The vectors of one set, shape (rows, its fields, d), in field order.
   *
   * @param looked what {@link #lookup(Batch)} gave
   */
  NDArray vectors(int set, Batch batch, NDArray looked) {
    return vectors(sets.get(set), batch, looked);
  }

  private NDArray vectors(FieldSet set, Batch batch, NDArray looked) {
    NDList parts = new NDList();
    if (set.numericCount() > 0) {
      parts.add(numbers(set, batch).expandDims(2).mul(numericVectors(set)));
    }
    parts.addAll(lookedUp(set, batch, looked));
    if (parts.isEmpty()) {
      return null;
    }
    NDArray joined = parts.size() == 1 ? parts.get(0) : NDArrays.concat(parts, 1);
    return set.canonical() ? joined : joined.get(":, {}", set.order(joined.getManager()));
  }

  /**
   * A linear layer over one set's vectors, shape (rows, units), without making the numeric fields'
   * vectors: since such a vector is x · v, the layer's share is x · (v · W), so v is multiplied
   * into the weight, once for the whole batch instead of once a row.
   *
   * @param looked what {@link #lookup(Batch)} gave
   * @param weight shape (units, fields · d)
   * @param bias shape (units)
   */
  NDArray linear(int set, Batch batch, NDArray looked, NDArray weight, NDArray bias) {
    FieldSet fields = sets.get(set);
    long d = numeric == null ? 0 : numeric.getShape().get(1);
    if (fields.numericCount() == 0 || !fields.canonical()) {
      return linear(flat(vectors(fields, batch, looked)), weight, bias);
    }
    NDList rest = lookedUp(fields, batch, looked);
    // one split and no two slices: a slice's gradient is as large as the whole weight
    NDList parts =
        rest.isEmpty()
            ? new NDList(weight)
            : weight.split(new long[] {fields.numericCount() * d}, 1);
    NDArray folded =
        parts
            .get(0)
            .reshape(-1, fields.numericCount(), d)
            .mul(numericVectors(fields))
            .sum(new int[] {2});
    NDArray sum = linear(numbers(fields, batch), folded, bias);
    if (rest.isEmpty()) {
      return sum;
    }
    NDArray joined = rest.size() == 1 ? rest.get(0) : NDArrays.concat(rest, 1);
    return sum.add(flat(joined).matMul(parts.get(1).transpose()));
  }

  private static NDArray linear(NDArray x, NDArray weight, NDArray bias) {
    return x.getNDArrayInternal().linear(x, weight, bias).singletonOrThrow();
  }

  private NDArray numbers(FieldSet set, Batch batch) {
    return slice(batch.numeric(), set.numericStart(), set.numericCount());
  }

  private NDArray numericVectors(FieldSet set) {
    return set.numericCount() == vectorNumbers
        ? numeric
        : numeric.get("{}:{}", set.numericStart(), set.numericStart() + set.numericCount());
  }

  private static NDList lookedUp(FieldSet set, Batch batch, NDArray looked) {
    NDList parts = new NDList();
    if (set.singleCount() > 0) {
      parts.add(slice(looked, set.idStart(), set.singleCount()));
    }
    for (FieldSet.Lookup lookup : set.sequences()) {
      parts.add(pooled(slice(looked, lookup.start(), lookup.length()), batch, lookup));
    }
    return parts;
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

  /** Bytes that a row's inputs and its label take. */
  public long bytesPerRow() {
    return (long) Float.BYTES * (idSource.length + masked + numericSource.length + 1);
  }

  /**
   * Copies the columns that this layer reads out of some rows.
   *
   * @param rows encoded rows of this network's schema
   * @param order row indexes
   * @param from first place in {@code order}
   * @param to behind the last place
   * @param into is filled anew
   * @return {@code into}
   */
  public Cut cut(RowSource rows, int[] order, int from, int to, Cut into) {
    into.clear(to - from, idSource.length, masked, numericSource.length);
    int[] ids = new int[schema.idWidth()];
    float[] numbers = new float[schema.numericWidth()];
    boolean labelled = rows.labelled();
    boolean grouped = rows.grouped();
    for (int i = from; i < to; i++) {
      int row = order[i];
      if (idSource.length > 0) {
        rows.ids(row, ids);
        for (int c = 0; c < idSource.length; c++) {
          int id = ids[idSource[c]];
          into.id(id + idOffset[c]);
          if (idMasked[c]) {
            into.masked(id == 0 ? 0 : 1);
          }
        }
      }
      if (numericSource.length > 0) {
        rows.numbers(row, numbers);
        for (int source : numericSource) {
          into.number(numbers[source]);
        }
      }
      into.label(labelled ? rows.label(row) : Float.NaN);
      into.group(i - from, grouped ? rows.group(row) : 0);
    }
    return into;
  }

  /** The batch's tensors, owned by the manager. */
  public Batch batch(Cut cut, NDManager manager) {
    int rows = cut.rows();
    Shape ids = new Shape(rows, idSource.length);
    Shape mask = new Shape(rows, masked);
    Shape numbers = new Shape(rows, numericSource.length);
    return new Batch(
        idSource.length == 0 ? null : manager.create(cut.ids(), ids, DataType.INT32),
        masked == 0 ? null : typed(manager.create(cut.mask(), mask, DataType.FLOAT32)),
        numericSource.length == 0
            ? null
            : typed(manager.create(cut.numbers(), numbers, DataType.FLOAT32)),
        rows);
  }

  private NDArray typed(NDArray numbers) {
    return type == DataType.FLOAT32 ? numbers : numbers.toType(type, false);
  }
}
