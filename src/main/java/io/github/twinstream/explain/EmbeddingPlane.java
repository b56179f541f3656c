package io.github.twinstream.explain;

import io.github.twinstream.display.Displayable;
import io.github.twinstream.display.Grid;
import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.Messages;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * A field's most frequent tokens on the plane of the two directions in which their vectors differ
 * most (principal components). The sign of each axis is made such that its largest value is
 * positive; distances across the plane are those of the vectors as far as {@code kept} says.
 *
 * @param field the field
 * @param spots most frequent first
 * @param kept the share of the vectors' variance that the plane keeps, from 0 to 1
 */
public record EmbeddingPlane(String field, List<Spot> spots, double kept) implements Displayable {
  /**
   * One token's place.
   *
   * @param token the token
   * @param x along the first component
   * @param y along the second
   * @param count in how many training rows it is
   */
  public record Spot(String token, double x, double y, int count) {}

  /** Copies the list. */
  public EmbeddingPlane {
    spots = List.copyOf(spots);
  }

  /**
   * Lays out the most frequent tokens.
   *
   * @param most tokens at most, from 3
   */
  public static EmbeddingPlane of(Embeddings embeddings, int most) {
    if (most < 3) {
      throw new ConfigException(Messages.outOfRange("tokens on the map", most, "at least 3"));
    }
    int count = Math.min(most, embeddings.tokens().size());
    int d = embeddings.vector(0).length;
    double[][] vectors = new double[count][d];
    double[] mean = new double[d];
    for (int i = 0; i < count; i++) {
      for (int k = 0; k < d; k++) {
        vectors[i][k] = embeddings.vector(i)[k];
        mean[k] += vectors[i][k] / count;
      }
    }
    for (double[] vector : vectors) {
      for (int k = 0; k < d; k++) {
        vector[k] -= mean[k];
      }
    }
    RealMatrix rows = new Array2DRowRealMatrix(vectors, false);
    EigenDecomposition eigen = new EigenDecomposition(rows.transpose().multiply(rows));
    double[] values = eigen.getRealEigenvalues();
    Integer[] order =
        IntStream.range(0, d)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -values[i]))
            .toArray(Integer[]::new);
    double[] x = along(rows, eigen, order[0]);
    double[] y = d > 1 ? along(rows, eigen, order[1]) : new double[count];
    double all = IntStream.range(0, d).mapToDouble(i -> Math.max(0, values[i])).sum();
    double two = values[order[0]] + (d > 1 ? values[order[1]] : 0);
    List<Spot> spots = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      spots.add(new Spot(embeddings.tokens().get(i), x[i], y[i], embeddings.count(i)));
    }
    return new EmbeddingPlane(embeddings.field(), spots, all > 0 ? two / all : Double.NaN);
  }

  private static double[] along(RealMatrix rows, EigenDecomposition eigen, int component) {
    double[] places = rows.operate(eigen.getEigenvector(component).toArray());
    double largest = 0;
    for (double place : places) {
      if (Math.abs(place) > Math.abs(largest)) {
        largest = place;
      }
    }
    double sign = largest < 0 ? -1 : 1;
    return IntStream.range(0, places.length).mapToDouble(i -> sign * places[i]).toArray();
  }

  private Grid grid() {
    Grid grid =
        new Grid(
            "Learned vectors of "
                + field
                + " on the plane of their two main directions, which keeps "
                + Figures.percent(kept),
            "token",
            "x",
            "y",
            "training rows");
    spots.forEach(
        s ->
            grid.row(
                s.token(), Figures.signed(s.x()), Figures.signed(s.y()), Figures.count(s.count())));
    return grid;
  }

  @Override
  public String toString() {
    return grid().toString();
  }

  @Override
  public String toHtml() {
    return grid().toHtml();
  }
}
