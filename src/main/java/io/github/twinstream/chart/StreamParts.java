package io.github.twinstream.chart;

import io.github.twinstream.explain.StreamImportance;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * The article's figure 8, how much each stream adds to the logits, with the bilinear term that it
 * leaves out, as a whole and by head.
 */
public final class StreamParts {
  private static final String TITLE = "Stream importance";

  private static final int HEADS = 20;

  private StreamParts() {}

  private static List<StreamImportance.Term> largest(List<StreamImportance.Term> heads) {
    return heads.size() <= HEADS
        ? heads
        : heads.stream().sorted(Comparator.comparingDouble(t -> -t.sum())).limit(HEADS).toList();
  }

  /** Draws the sums of absolute values over the rows. */
  public static Chart of(StreamImportance importance) {
    if (importance.parts().stream().noneMatch(t -> Double.isFinite(t.sum()))) {
      return Chart.empty(TITLE, "no part of the logit is a finite number");
    }
    List<String> names = new ArrayList<>();
    List<StreamImportance.Term> terms = new ArrayList<>();
    for (StreamImportance.Term stream : importance.streams()) {
      names.add("stream " + stream.name());
      terms.add(stream);
    }
    names.add("bilinear, all heads");
    terms.add(importance.bilinear());
    if (importance.heads().size() > 1) {
      for (StreamImportance.Term head : largest(importance.heads())) {
        names.add(head.name());
        terms.add(head);
      }
    }
    List<String> shares = new ArrayList<>();
    for (StreamImportance.Term part : importance.parts()) {
      shares.add(
          String.format(Locale.ROOT, "%s %.1f %%", part.name(), 100 * importance.share(part)));
    }
    double[] sums =
        terms.stream().mapToDouble(t -> Double.isFinite(t.sum()) ? t.sum() : 0).toArray();
    String words =
        String.join(", ", shares)
            + String.format(Locale.ROOT, " of the logit over %,d rows", importance.rows());
    return Chart.of(
            TITLE,
            importance.heads().size() <= HEADS
                ? words
                : words + "; the " + HEADS + " largest of " + importance.heads().size() + " heads",
            "Sums of absolute values: " + words + ".",
            1,
            List.of(
                (g, look, w, h) ->
                    Bars.draw(look, w, h, "sum of absolute values (log-odds)", names, sums)
                        .paint(g, w, h)))
        .tall(Bars.height(sums.length));
  }
}
