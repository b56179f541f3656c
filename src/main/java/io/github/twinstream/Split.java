package io.github.twinstream;

import io.github.twinstream.clean.CleanResult;
import io.github.twinstream.display.Displayable;
import io.github.twinstream.feature.FeaturePlan;
import io.github.twinstream.feature.Features;
import io.github.twinstream.feature.VectorSource;
import io.github.twinstream.split.LeakageReport;
import io.github.twinstream.split.SplitParts;
import io.github.twinstream.table.DataTable;
import io.github.twinstream.text.EmbedPlan;
import io.github.twinstream.text.EmbeddedText;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Rows in three parts: texts can be embedded, and streams configured. */
public final class Split implements Displayable {
  private final CleanResult cleaned;
  private final SplitParts parts;
  private final Map<String, EmbeddedText> embedded;

  Split(CleanResult cleaned, SplitParts parts, Map<String, EmbeddedText> embedded) {
    this.cleaned = cleaned;
    this.parts = parts;
    this.embedded = embedded;
  }

  /** The rows to learn from. */
  public Part train() {
    return part("training part", parts.train());
  }

  /** The rows to watch while learning. */
  public Part valid() {
    return part("validation part", parts.valid());
  }

  /** The rows to test on. */
  public Part test() {
    return part("test part", parts.test());
  }

  /** Whether groups, rows or the future reach from one part into another. */
  public LeakageReport leakage() {
    return LeakageReport.of(cleaned.table(), parts);
  }

  /** Embeds a column's texts; the reduction is fitted on the training part's texts alone. */
  public Split embed(String column, UnaryOperator<EmbedPlan> plan) {
    EmbeddedText text =
        EmbeddedText.fit(
            column,
            plan.apply(EmbedPlan.standard()),
            Arrays.asList(train().data().tokens(column)),
            Arrays.asList(cleaned.table().tokens(column)));
    Map<String, EmbeddedText> more = new LinkedHashMap<>(embedded);
    more.put(column, text);
    return new Split(cleaned, parts, more);
  }

  /** The embedded texts by column. */
  public Map<String, EmbeddedText> embedded() {
    return new LinkedHashMap<>(embedded);
  }

  /** Chooses the fields and the two streams; everything is fitted on the training part alone. */
  public Streams streams(UnaryOperator<FeaturePlan> plan) {
    Map<String, VectorSource> sources = new LinkedHashMap<>();
    embedded.forEach((column, text) -> sources.put(column, source(text)));
    Features features = Features.fit(plan.apply(new FeaturePlan()), train().data(), sources);
    return new Streams(this, features);
  }

  CleanResult cleaned() {
    return cleaned;
  }

  SplitParts parts() {
    return parts;
  }

  private Part part(String name, int[] rows) {
    DataTable table = cleaned.table().rows(rows, name);
    return new Part(name, table, parts.seed());
  }

  private static VectorSource source(EmbeddedText text) {
    return new VectorSource() {
      @Override
      public int dimension() {
        return text.dimension();
      }

      @Override
      public float[] vector(String cell) {
        return text.vector(cell);
      }
    };
  }

  @Override
  public String toString() {
    return parts.toString();
  }

  @Override
  public String toHtml() {
    return parts.toHtml();
  }
}
