package io.github.twinstream.baseline;

import io.github.metarank.lightgbm4j.LGBMBooster;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.slf4j.Logger;

/**
 * LightGBM's lambdarank on the fields that networks see, categories as ids: gradient-boosted trees
 * that order each user's rows, stopped early by the AUC of the validation rows, as the networks
 * are. Runs in a process of its own. Needs the system library {@code libgomp1}.
 *
 * <p>Source: Ke et al. 2017; lambdarank: Burges 2010.
 *
 * @param trees the most trees; at least 1
 * @param patience trees without a better validation AUC after which it stops; at least 1
 * @param budget how many settings are tried, from 1 to 4: 31 leaves at rate 0.1, 15 at 0.1, 63 at
 *     0.05, 31 at 0.03; the best by validation AUC is kept
 */
public record LightGbmRanker(int trees, int patience, int budget) implements Baseline {
  private static final double[][] SETTINGS = {{31, 0.1}, {15, 0.1}, {63, 0.05}, {31, 0.03}};

  /** 1,000 trees at most, patience 50, one setting. */
  public static final LightGbmRanker DEFAULT = new LightGbmRanker(1000, 50, 1);

  /** Checks the ranges. */
  public LightGbmRanker {
    CatBoostRanker.require("trees", trees, trees >= 1, "at least 1");
    CatBoostRanker.require("patience", patience, patience >= 1, "at least 1");
    CatBoostRanker.require(
        "budget", budget, budget >= 1 && budget <= SETTINGS.length, "from 1 to " + SETTINGS.length);
  }

  /** With so many trees at most. */
  public LightGbmRanker trees(int count) {
    return new LightGbmRanker(count, patience, budget);
  }

  /** Stopping after so many trees without a better validation AUC. */
  public LightGbmRanker patience(int count) {
    return new LightGbmRanker(trees, count, budget);
  }

  /** Trying so many settings. */
  public LightGbmRanker budget(int settings) {
    return new LightGbmRanker(trees, patience, settings);
  }

  @Override
  public String name() {
    return "LightGBM lambdarank";
  }

  @Override
  public String describe() {
    return "LightGBM lambdarank, at most "
        + trees
        + " trees, patience "
        + patience
        + " on validation AUC, "
        + budget
        + (budget == 1 ? " setting" : " settings")
        + " tried, the networks' fields, calibrated";
  }

  @Override
  public boolean simple() {
    return false;
  }

  @Override
  public FittedBaseline fit(LearningRows rows, long seed) {
    List<Path> classPath = List.of(Child.home(LGBMBooster.class), Child.home(Logger.class));
    Child child = new Child(name(), LightGbmChild.class, classPath);
    Path folder = Child.folder();
    try {
      RankerRows written = new RankerRows(rows, rows.categories(), true);
      RankerSearch search = new RankerSearch(name(), child, folder);
      search.rows(written, rows);
      Path best = folder.resolve("best.txt");
      for (double[] setting : Arrays.copyOf(SETTINGS, budget)) {
        int leaves = (int) setting[0];
        search.attempt(
            leaves + " leaves at rate " + setting[1],
            trees,
            leaves,
            List.of(
                "fit",
                folder.toString(),
                String.valueOf(trees),
                String.valueOf(patience),
                options(rows, written, leaves, setting[1], seed)),
            folder.resolve("model.txt"),
            best);
      }
      return Calibrated.on(
          rows,
          new FittedRanker(folder, best, written, child, search.parameters(), search.found()));
    } catch (RuntimeException e) {
      Child.delete(folder);
      throw e;
    }
  }

  private static String options(
      LearningRows rows, RankerRows written, int leaves, double rate, long seed) {
    int numbers = rows.features().schema().numericWidth();
    String categories =
        IntStream.range(numbers, numbers + written.ids())
            .mapToObj(String::valueOf)
            .collect(Collectors.joining(","));
    return String.format(
        Locale.ROOT,
        "objective=lambdarank metric=auc verbosity=-1 deterministic=true num_threads=%d"
            + " num_leaves=%d learning_rate=%s seed=%d%s",
        Runtime.getRuntime().availableProcessors(),
        leaves,
        rate,
        Math.abs(seed % Integer.MAX_VALUE),
        categories.isEmpty() ? "" : " categorical_feature=" + categories);
  }
}
