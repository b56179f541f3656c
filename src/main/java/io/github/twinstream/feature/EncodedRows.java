package io.github.twinstream.feature;

/**
 * Rows as numbers, the one hand-over from tables to tensors. Matrices are row-major, so that a
 * batch of shuffled rows is cut with one copy a row. The arrays are not copied: treat them as
 * read-only.
 *
 * @param schema what the columns mean
 * @param rows how many rows there are
 * @param ids {@code rows × schema.idWidth()} ids, field after field; 0 is padding
 * @param numeric {@code rows × schema.numericWidth()} scaled numbers
 * @param label 1 or 0 for each row; empty when the rows carry none
 * @param relevance the graded truth for each row, such as a rating; empty when there is none
 * @param group the row's group as an index into {@code groupNames}; empty when rows have no groups
 * @param groupNames the groups' names, such as user ids
 */
public record EncodedRows(
    Schema schema,
    int rows,
    int[] ids,
    float[] numeric,
    float[] label,
    double[] relevance,
    int[] group,
    String[] groupNames)
    implements RowSource {

  /** Checks that the arrays are as long as the schema says. */
  public EncodedRows {
    check("ids", ids.length, (long) rows * schema.idWidth());
    check("numeric", numeric.length, (long) rows * schema.numericWidth());
    if (label.length > 0) {
      check("label", label.length, rows);
    }
  }

  @Override
  public boolean labelled() {
    return label.length == rows;
  }

  @Override
  public void ids(int row, int[] into) {
    int width = into.length;
    System.arraycopy(ids, row * width, into, 0, width);
  }

  @Override
  public void numbers(int row, float[] into) {
    int width = into.length;
    System.arraycopy(numeric, row * width, into, 0, width);
  }

  @Override
  public float label(int row) {
    return label[row];
  }

  @Override
  public boolean grouped() {
    return rows > 0 && group.length == rows;
  }

  @Override
  public int group(int row) {
    return group[row];
  }

  /** The share of positive labels; NaN without labels or rows. */
  public double labelMean() {
    if (!labelled()) {
      return Double.NaN;
    }
    double sum = 0;
    for (float value : label) {
      sum += value;
    }
    return sum / rows;
  }

  private static void check(String name, long given, long wanted) {
    if (given != wanted) {
      throw new IllegalArgumentException(
          name + " holds " + given + " values, the schema and the rows ask for " + wanted);
    }
  }
}
