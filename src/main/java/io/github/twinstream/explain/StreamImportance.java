package io.github.twinstream.explain;

import io.github.twinstream.display.Displayable;
import io.github.twinstream.display.Grid;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * How much each part of FinalMLP's fusion adds to the logits of some rows, logit = w_x·o₁ + b_x +
 * w_y·o₂ + b_y + Σ_head o₁ᵀ W_head o₂. The article calls the absolute value of a stream's linear
 * term, summed over the test rows, the importance of the stream (its figure 8); it leaves the
 * bilinear part out, which stands here beside it, as a whole and by head.
 *
 * @param streams the two linear terms, bias included
 * @param bilinear the sum over the heads
 * @param heads each head's part of the bilinear term
 * @param rows how many rows were summed over
 */
public record StreamImportance(List<Term> streams, Term bilinear, List<Term> heads, int rows)
    implements Displayable {
  /**
   * One part of the logit over the rows.
   *
   * @param name the stream's, {@code bilinear}, or {@code head 1}
   * @param sum the sum of absolute values
   * @param mean the mean with its sign: which way it pushes all rows alike
   * @param deviation the standard deviation over rows: how far it tells rows apart
   */
  public record Term(String name, double sum, double mean, double deviation) {}

  /** Copies the lists. */
  public StreamImportance {
    streams = List.copyOf(streams);
    heads = List.copyOf(heads);
  }

  /** The two streams and the bilinear term. */
  public List<Term> parts() {
    return Stream.concat(streams.stream(), Stream.of(bilinear)).toList();
  }

  /** The part's share of the sum of all three parts' absolute values; NaN if all are 0. */
  public double share(Term part) {
    return part.sum() / parts().stream().mapToDouble(Term::sum).sum();
  }

  private Grid grid() {
    Grid grid =
        new Grid(
            "Stream importance over " + Figures.count(rows) + " rows",
            "part of the logit",
            "sum of absolute values",
            "share",
            "mean",
            "deviation");
    for (Term part : parts()) {
      grid.row(
          part.name(),
          String.format(java.util.Locale.ROOT, "%,.1f", part.sum()),
          Figures.percent(share(part)),
          Figures.signed(part.mean()),
          Figures.number(part.deviation()));
    }
    List<String> byHead = new ArrayList<>();
    heads.forEach(h -> byHead.add(String.format(java.util.Locale.ROOT, "%,.1f", h.sum())));
    return grid.note("Bilinear term by head: " + String.join(", ", byHead) + ".")
        .note(
            "Both streams read all fields; a stream's name says which fields steer its gate."
                + " The mean moves every row alike; the deviation is what tells rows apart.");
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
