package io.github.twinstream.cli;

import io.github.twinstream.Cleaned;
import io.github.twinstream.Explanation;
import io.github.twinstream.Model;
import io.github.twinstream.Split;
import io.github.twinstream.Streams;
import io.github.twinstream.chart.Calibration;
import io.github.twinstream.chart.Chart;
import io.github.twinstream.chart.ExplainedVariance;
import io.github.twinstream.chart.GateMap;
import io.github.twinstream.chart.Histograms;
import io.github.twinstream.chart.Lift;
import io.github.twinstream.chart.MetricIntervals;
import io.github.twinstream.chart.PrecisionRecall;
import io.github.twinstream.chart.RocCurve;
import io.github.twinstream.chart.RowEffects;
import io.github.twinstream.chart.ScoreDistributions;
import io.github.twinstream.chart.StreamParts;
import io.github.twinstream.chart.TrainingCurves;
import io.github.twinstream.chart.UserNdcg;
import io.github.twinstream.display.AtomicWrite;
import io.github.twinstream.display.HtmlPage;
import io.github.twinstream.evaluate.Evaluation;
import io.github.twinstream.explain.RowExplanation;
import io.github.twinstream.model.FinalMlp;
import io.github.twinstream.model.NetworkSpec;
import io.github.twinstream.rank.Ranking;
import io.github.twinstream.text.EmbeddedText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The tutorial's report: one HTML page with its charts beside it, as SVG that is light or dark as
 * the reader prefers, and as PNG.
 */
final class TutorialReport {
  private final Path folder;
  private final HtmlPage page;

  private TutorialReport(Path folder, HtmlPage page) {
    this.folder = folder;
    this.page = page;
  }

  static void write(
      Path folder,
      NetworkSpec network,
      boolean sample,
      Cleaned clean,
      Split split,
      Split embedded,
      Streams streams,
      Model model,
      String reader,
      Ranking ranking,
      Evaluation result)
      throws IOException {
    Files.createDirectories(folder);
    HtmlPage page =
        HtmlPage.titled("Book recommendations with " + network.name())
            .subtitle(
                sample
                    ? "On the bundled sample, which is synthetic: it shows the workflow, not books."
                    : "From raw ratings to ranked, evaluated books.");
    TutorialReport report = new TutorialReport(folder, page);
    page.section("Result").text("The test part, whose users were not in training.").show(result);
    report.draw("metrics", MetricIntervals.of(result));
    page.section("One reader").text("The test books of user " + reader + ", best first.");
    page.show(ranking);
    page.section("Cleaning").show(clean.report());
    report.draw(
        "histograms",
        Histograms.of(clean.histograms("Age", "Year-Of-Publication", "Book-Rating").list()));
    page.section("Split").show(split).show(split.leakage());
    EmbeddedText titles = embedded.embedded().get("Book-Title");
    page.section("Titles").show(titles);
    if (titles.pca().isPresent()) {
      report.draw(
          "explained-variance",
          ExplainedVariance.of(titles.pca().get().explainedVarianceRatio(), titles.dimension()));
    }
    page.section("Fields and streams").show(streams);
    page.section("Training").show(model);
    report.draw("training", TrainingCurves.of(model.history()));
    Explanation explanation = model.explain();
    if (network instanceof FinalMlp) {
      report.inside(explanation);
    } else {
      page.section("What the model looks at").show(explanation);
    }
    RowExplanation why = explanation.why("User-ID", reader, 1);
    page.section("Why this book first").show(why);
    report.draw("why", RowEffects.of(why));
    page.section("Test part in pictures");
    report.draw("roc", RocCurve.of(model.tested()));
    report.draw("precision-recall", PrecisionRecall.of(model.tested()));
    report.draw("lift", Lift.of(model.tested()));
    report.draw("scores", ScoreDistributions.of(model.tested()));
    report.draw("calibration", Calibration.of(model.tested()));
    report.draw("user-ndcg", UserNdcg.of(model.tested()));
    page.save(folder.resolve("report.html"));
  }

  /** What is read from inside FinalMLP. */
  private void inside(Explanation explanation) throws IOException {
    page.section("What the streams add")
        .text(
            "The article's figure 8: the absolute value of each stream's linear term, summed over"
                + " the test rows. The bilinear term, which the article leaves out, stands beside"
                + " it.")
        .show(explanation.streams());
    draw("stream-importance", StreamParts.of(explanation.streams()));
    page.section("What the gates let through")
        .text(
            "Each stream's gate multiplies the embeddings by numbers from 0 to 2; here they are"
                + " averaged over each column's dimensions. All components of the title are one"
                + " column.")
        .show(explanation.gates());
    draw("gates", GateMap.of(explanation.gates()));
  }

  private void draw(String name, Chart chart) throws IOException {
    chart.save(folder.resolve(name + ".png"));
    String file = name + ".svg";
    AtomicWrite.write(folder.resolve(file), chart.adaptiveSvg().getBytes(StandardCharsets.UTF_8));
    page.image(file, chart.alt(), chart.width());
  }
}
