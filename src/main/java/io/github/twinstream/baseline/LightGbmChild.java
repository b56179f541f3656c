package io.github.twinstream.baseline;

import com.microsoft.ml.lightgbm.PredictionType;
import io.github.metarank.lightgbm4j.LGBMBooster;
import io.github.metarank.lightgbm4j.LGBMDataset;
import io.github.metarank.lightgbm4j.LGBMException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The main class of LightGBM's own process: {@code fit FOLDER TREES PATIENCE OPTIONS} trains on
 * {@code train.bin}, stops by {@code valid.bin} and writes {@code model.txt}; {@code score MODEL
 * ROWS SCORES} applies a model.
 */
final class LightGbmChild {
  private LightGbmChild() {}

  /** Runs what the arguments say. */
  public static void main(String[] arguments) throws IOException {
    Child.endWithParent();
    try {
      if (arguments[0].equals("fit")) {
        fit(
            Path.of(arguments[1]),
            Integer.parseInt(arguments[2]),
            Integer.parseInt(arguments[3]),
            arguments[4]);
      } else {
        score(Path.of(arguments[1]), Path.of(arguments[2]), Path.of(arguments[3]));
      }
    } catch (LGBMException | UnsatisfiedLinkError e) {
      System.out.println(
          e + (e instanceof UnsatisfiedLinkError ? ": LightGBM needs the library libgomp1" : ""));
      System.exit(1);
    }
    Child.printPeak();
    System.out.flush();
    Runtime.getRuntime().halt(0);
  }

  private static void fit(Path folder, int trees, int patience, String options)
      throws IOException, LGBMException {
    LGBMDataset train = set(RankerFile.read(folder.resolve("train.bin")), options, null);
    LGBMDataset valid = set(RankerFile.read(folder.resolve("valid.bin")), options, train);
    LGBMBooster booster = LGBMBooster.create(train, options);
    booster.addValidData(valid);
    double best = Double.NEGATIVE_INFINITY;
    int bestTrees = 0;
    for (int tree = 1; tree <= trees && tree - bestTrees <= patience; tree++) {
      boolean finished = booster.updateOneIter();
      double value = booster.getEval(1)[0];
      System.out.println(tree + ":\ttest: " + value);
      if (value > best) {
        best = value;
        bestTrees = tree;
      }
      if (finished) {
        break;
      }
    }
    String model = booster.saveModelToString(0, bestTrees, LGBMBooster.FeatureImportanceType.SPLIT);
    Files.writeString(folder.resolve("model.txt"), model);
    System.out.println("bestTest = " + best);
    System.out.println("bestIteration = " + (bestTrees - 1));
  }

  private static LGBMDataset set(RankerFile rows, String options, LGBMDataset reference)
      throws LGBMException {
    int columns = rows.number()[0].length;
    LGBMDataset set =
        LGBMDataset.createFromMat(
            flat(rows.number()), rows.user().length, columns, true, options, reference);
    set.setField("label", rows.label());
    set.setField("group", rows.groups());
    return set;
  }

  private static void score(Path model, Path input, Path output) throws IOException, LGBMException {
    RankerFile rows = RankerFile.read(input);
    LGBMBooster booster = LGBMBooster.loadModelFromString(Files.readString(model));
    double[] scores =
        rows.user().length == 0
            ? new double[0]
            : booster.predictForMat(
                flat(rows.number()),
                rows.user().length,
                rows.number()[0].length,
                true,
                PredictionType.C_API_PREDICT_RAW_SCORE);
    RankerFile.writeScores(output, scores);
  }

  private static float[] flat(float[][] rows) {
    int columns = rows.length == 0 ? 0 : rows[0].length;
    float[] all = new float[Math.multiplyExact(rows.length, columns)];
    for (int row = 0; row < rows.length; row++) {
      System.arraycopy(rows[row], 0, all, row * columns, columns);
    }
    return all;
  }
}
