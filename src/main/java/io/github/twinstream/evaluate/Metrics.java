package io.github.twinstream.evaluate;

import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.Messages;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** All metrics by the names that they print: {@code AUC}, {@code Recall@3}. */
public final class Metrics {
  private static final Pattern AT =
      Pattern.compile("(.+)@(\\d+)|(NDCG)\\(k=(\\d+)\\)|(ECE)\\(bins=(\\d+)\\)");
  private static final Map<String, Supplier<Metric>> PLAIN = plain();
  private static final Map<String, IntFunction<Metric>> CUT = cut();

  private Metrics() {}

  private static Map<String, Supplier<Metric>> plain() {
    Map<String, Supplier<Metric>> all = new LinkedHashMap<>();
    all.put("AUC", Auc::new);
    all.put("gAUC", GroupAuc::new);
    all.put("gAUC(positives)", () -> new GroupAuc(GroupAuc.Weighting.POSITIVES));
    all.put("avgAUC", () -> new GroupAuc(GroupAuc.Weighting.EQUAL));
    all.put("logloss", LogLoss::new);
    all.put("Brier", Brier::new);
    all.put("ECE", CalibrationError::new);
    all.put("|predicted/observed-1|", CalibrationRatio::new);
    all.put("NE", NormalizedEntropy::new);
    all.put("RMSE", Rmse::new);
    all.put("MAE", Mae::new);
    all.put("nDCG", Ndcg::new);
    all.put("MRR(first)", ReciprocalRank::new);
    all.put("MRR(all)", Mrr::new);
    return all;
  }

  private static Map<String, IntFunction<Metric>> cut() {
    Map<String, IntFunction<Metric>> all = new LinkedHashMap<>();
    all.put("nDCG", Ndcg::new);
    all.put("NDCG", NdcgExponential::new);
    all.put("Recall", RecallAt::new);
    all.put("Precision", PrecisionAt::new);
    all.put("HitRate", HitRateAt::new);
    all.put("MAP", MapAt::new);
    all.put("Coverage", Coverage::new);
    all.put("Novelty", Novelty::new);
    all.put("Diversity", Diversity::new);
    all.put("Gini", Gini::new);
    all.put("LongTail", LongTail::new);
    all.put("ECE", CalibrationError::new);
    return all;
  }

  /**
   * The metric of this name, cut-off included, as {@link Metric#name} prints it.
   *
   * @throws ConfigException if there is none; names the nearest
   */
  public static Metric named(String name) {
    if (PLAIN.containsKey(name)) {
      return PLAIN.get(name).get();
    }
    Matcher at = AT.matcher(name);
    if (at.matches()) {
      int group = at.group(1) != null ? 1 : at.group(3) != null ? 3 : 5;
      IntFunction<Metric> metric = CUT.get(at.group(group));
      if (metric != null) {
        return metric.apply(Integer.parseInt(at.group(group + 1)));
      }
    }
    throw new ConfigException(Messages.unknown("metric", name, names()));
  }

  /** All names; {@code @10} stands for any cut-off. */
  public static List<String> names() {
    List<String> names = new java.util.ArrayList<>(PLAIN.keySet());
    CUT.keySet().stream()
        .filter(name -> !name.equals("ECE"))
        .map(name -> name.equals("NDCG") ? "NDCG(k=10)" : name + "@10")
        .forEach(names::add);
    return List.copyOf(names);
  }
}
