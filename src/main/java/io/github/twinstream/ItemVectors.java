package io.github.twinstream;

import io.github.twinstream.rank.CandidateDraw;
import io.github.twinstream.rank.Items;
import io.github.twinstream.table.DataTable;
import io.github.twinstream.text.EmbeddedText;
import java.util.Map;

/** What is known of the items: how popular they are, and the vectors of an embedded text. */
final class ItemVectors {
  private ItemVectors() {}

  /** The items of the catalogue; their vectors are those of the first embedded column. */
  static Items items(Split split, DataTable all, CandidateDraw draw) {
    int[] popularity = draw.popularity();
    Map<String, EmbeddedText> embedded = split.embedded();
    if (embedded.isEmpty()) {
      return new Items(new int[0], popularity, new float[0][]);
    }
    Map.Entry<String, EmbeddedText> first = embedded.entrySet().iterator().next();
    String[] cells = all.rows(draw.rowsOfItems(), "items").tokens(first.getKey());
    float[][] vectors = new float[popularity.length][];
    for (int i = 0; i < vectors.length; i++) {
      vectors[i] = cells[i] == null ? null : first.getValue().vector(cells[i]);
    }
    return new Items(new int[0], popularity, vectors);
  }
}
