package io.github.twinstream.baseline;

import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.Messages;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * CatBoost's ranker on the fields that networks see, categories as they are: gradient-boosted
 * symmetric trees that order each user's rows, stopped early by the AUC of the validation rows, as
 * the networks are. Trained by CatBoost 1.0.6's native code, applied by 1.2.7's, in a process of
 * its own; their jars (60 MB) are fetched by Maven when they are first asked for.
 *
 * <p>Source: Prokhorenkova et al. 2018; YetiRank: Gulin et al. 2011.
 *
 * @param loss what is learned
 * @param trees the most trees; at least 1
 * @param patience trees without a better validation AUC after which it stops; at least 1
 * @param budget how many settings are tried, from 1 to 4: depth 6 at rate 0.1, depth 4 at 0.1,
 *     depth 8 at 0.05, depth 6 at 0.03; the best by validation AUC is kept
 * @param withItem whether the item itself is one more category, which networks do not see
 */
public record CatBoostRanker(Loss loss, int trees, int patience, int budget, boolean withItem)
    implements Baseline {
  private static final double[][] SETTINGS = {{6, 0.1}, {4, 0.1}, {8, 0.05}, {6, 0.03}};

  /** YetiRank, 1,000 trees at most, patience 50, one setting, the networks' fields. */
  public static final CatBoostRanker DEFAULT =
      new CatBoostRanker(Loss.YETI_RANK, 1000, 50, 1, false);

  private static final Jars.Jar TRAINER =
      new Jars.Jar("ai.catboost", "catboost-spark_3.1_2.12", "1.0.6", 41);
  private static final Jars.Jar SCORER =
      new Jars.Jar("ai.catboost", "catboost-prediction", "1.2.7", 19);
  private static final Jars.Jar LOADER = new Jars.Jar("ai.catboost", "catboost-common", "1.2.7", 1);

  /** What is learned. */
  public enum Loss {
    /** The order of each user's rows, by random permutations. */
    YETI_RANK("YetiRank"),
    /** The labels less each user's mean, by squares. */
    QUERY_RMSE("QueryRMSE");

    private final String option;

    Loss(String option) {
      this.option = option;
    }
  }

  /** Checks the ranges. */
  public CatBoostRanker {
    require("trees", trees, trees >= 1, "at least 1");
    require("patience", patience, patience >= 1, "at least 1");
    require(
        "budget", budget, budget >= 1 && budget <= SETTINGS.length, "from 1 to " + SETTINGS.length);
  }

  static void require(String option, int given, boolean holds, String allowed) {
    if (!holds) {
      throw new ConfigException(Messages.outOfRange(option, given, allowed));
    }
  }

  /** With this loss. */
  public CatBoostRanker loss(Loss other) {
    return new CatBoostRanker(other, trees, patience, budget, withItem);
  }

  /** With so many trees at most. */
  public CatBoostRanker trees(int count) {
    return new CatBoostRanker(loss, count, patience, budget, withItem);
  }

  /** Stopping after so many trees without a better validation AUC. */
  public CatBoostRanker patience(int count) {
    return new CatBoostRanker(loss, trees, count, budget, withItem);
  }

  /** Trying so many settings. */
  public CatBoostRanker budget(int settings) {
    return new CatBoostRanker(loss, trees, patience, settings, withItem);
  }

  /** With the item itself as one more category. */
  public CatBoostRanker withItem(boolean on) {
    return new CatBoostRanker(loss, trees, patience, budget, on);
  }

  @Override
  public String name() {
    return "CatBoost " + loss.option + (withItem ? " with item" : "");
  }

  @Override
  public String describe() {
    return "CatBoost "
        + TRAINER.version()
        + " "
        + loss.option
        + ", at most "
        + trees
        + " trees, patience "
        + patience
        + " on validation AUC, "
        + budget
        + (budget == 1 ? " setting" : " settings")
        + " tried"
        + (withItem ? ", with the item as a category" : ", the networks' fields")
        + ", calibrated";
  }

  @Override
  public boolean simple() {
    return false;
  }

  @Override
  public FittedBaseline fit(LearningRows rows, long seed) {
    return fit(rows, seed, Jars.usual());
  }

  FittedBaseline fit(LearningRows rows, long seed, Jars jars) {
    Path trainerJar = jars.find(TRAINER);
    Path scorerJar = jars.find(SCORER);
    Path loaderJar = jars.find(LOADER);
    Path logging = Child.home(org.slf4j.Logger.class);
    List<String> categories = new ArrayList<>(rows.categories());
    if (withItem && !categories.contains(rows.item(name()))) {
      categories.add(rows.item(name()));
    }
    Path folder = Child.folder();
    try {
      RankerRows written = new RankerRows(rows, categories, false);
      RankerSearch search =
          new RankerSearch(
              name(),
              new Child(name(), CatBoostChild.class, List.of(trainerJar, loaderJar, logging)),
              folder);
      search.rows(written, rows);
      Path best = folder.resolve("best.cbm");
      for (double[] setting : Arrays.copyOf(SETTINGS, budget)) {
        int depth = (int) setting[0];
        search.attempt(
            "depth " + depth + " at rate " + setting[1],
            trees,
            1 << depth,
            options(folder, depth, setting[1], seed),
            folder.resolve("model.cbm"),
            best);
      }
      Child scorer = new Child(name(), CatBoostChild.class, List.of(scorerJar, loaderJar, logging));
      return Calibrated.on(
          rows,
          new FittedRanker(folder, best, written, scorer, search.parameters(), search.found()));
    } catch (RuntimeException e) {
      Child.delete(folder);
      throw e;
    }
  }

  private List<String> options(Path folder, int depth, double rate, long seed) {
    return List.of(
        "fit",
        folder.toString(),
        "--learn-set",
        folder.resolve("train.tsv").toString(),
        "--test-set",
        folder.resolve("valid.tsv").toString(),
        "--column-description",
        folder.resolve("columns.cd").toString(),
        "--train-dir",
        folder.toString(),
        "--model-file",
        folder.resolve("model.cbm").toString(),
        "--loss-function",
        loss.option,
        "--eval-metric",
        "AUC:type=Ranking",
        "--iterations",
        String.valueOf(trees),
        "--depth",
        String.valueOf(depth),
        "--learning-rate",
        String.valueOf(rate),
        "--od-type",
        "Iter",
        "--od-wait",
        String.valueOf(patience),
        "--use-best-model",
        "true",
        "--random-seed",
        String.valueOf(Math.abs(seed % Integer.MAX_VALUE)),
        "--thread-count",
        String.valueOf(Runtime.getRuntime().availableProcessors()));
  }
}
