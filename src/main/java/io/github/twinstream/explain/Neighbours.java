package io.github.twinstream.explain;

import io.github.twinstream.display.Displayable;
import io.github.twinstream.display.Grid;
import java.util.List;

/**
 * The tokens whose learned vectors point the same way as one token's: what the network treats
 * alike.
 *
 * @param field the field
 * @param token the token whose neighbours these are
 * @param count in how many training rows it is
 * @param nearest nearest first
 * @param among how many tokens were compared
 */
public record Neighbours(String field, String token, int count, List<Neighbour> nearest, int among)
    implements Displayable {
  /**
   * One neighbour.
   *
   * @param token the token
   * @param cosine from -1 to 1, of the vectors less the mean vector
   * @param count in how many training rows it is
   */
  public record Neighbour(String token, double cosine, int count) {}

  /** Copies the list. */
  public Neighbours {
    nearest = List.copyOf(nearest);
  }

  private Grid grid() {
    Grid grid =
        new Grid(
            "Nearest to " + token + " in " + field + " (" + Figures.count(count) + " rows)",
            "token",
            "cosine",
            "training rows");
    nearest.forEach(n -> grid.row(n.token(), Figures.number(n.cosine()), Figures.count(n.count())));
    return grid.note("Compared with all tokens frequent enough: " + Figures.count(among) + ".")
        .note(
            "Near means treated alike by the network: trained on ratings, liked alike, not of one"
                + " kind.");
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
