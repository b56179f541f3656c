package io.github.twinstream.chart;

import io.github.twinstream.explain.RowExplanation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Which values raised one row's score and which lowered it. */
public final class RowEffects {
  private RowEffects() {}

  /** Draws the effects, the largest first. */
  public static Chart of(RowExplanation explanation) {
    String title = "Why: " + explanation.row();
    if (explanation.effects().isEmpty()) {
      return Chart.empty(title, "no column was looked at");
    }
    List<String> names = new ArrayList<>();
    List<String> said = new ArrayList<>();
    List<RowExplanation.Effect> shown = explanation.effects().stream().limit(Look.MOST).toList();
    for (RowExplanation.Effect effect : shown) {
      String value = effect.value() == null ? "(missing)" : effect.value();
      names.add(effect.column() + " = " + value);
      said.add(
          String.format(Locale.ROOT, "%s = %s %+.4f", effect.column(), value, effect.effect()));
    }
    double[] effects =
        shown.stream().mapToDouble(e -> Double.isFinite(e.effect()) ? e.effect() : 0).toArray();
    String words =
        String.format(
            Locale.ROOT,
            "score %.4f; baseline %.4f, the mean of %s",
            explanation.score(),
            explanation.baseline(),
            explanation.against());
    return Chart.of(
            title,
            words + Look.more(explanation.effects().size()),
            words + ". " + String.join("; ", said) + ".",
            1,
            List.of(
                (g, look, w, h) ->
                    Bars.draw(
                            look,
                            w,
                            h,
                            "effect (" + explanation.scale().words() + ")",
                            names,
                            effects)
                        .paint(g, w, h)))
        .tall(Bars.height(effects.length));
  }
}
