package io.github.twinstream.baseline;

import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The main class of CatBoost's own process. Its classes are found by name, since their jars are
 * fetched when they are first asked for: {@code fit FOLDER OPTION...} trains on {@code train.bin}
 * and {@code valid.bin} by the command-line options of CatBoost, {@code score MODEL ROWS SCORES}
 * applies a model.
 */
final class CatBoostChild {
  private static final String NATIVE =
      "ru.yandex.catboost.spark.catboost4j_spark.core.src.native_impl.";
  private static final int BATCH = 10_000;

  private CatBoostChild() {}

  /** Runs what the arguments say. */
  public static void main(String[] arguments) throws IOException, ReflectiveOperationException {
    Child.endWithParent();
    try {
      if (arguments[0].equals("fit")) {
        fit(Path.of(arguments[1]), Arrays.copyOfRange(arguments, 2, arguments.length));
      } else {
        score(Path.of(arguments[1]), Path.of(arguments[2]), Path.of(arguments[3]));
      }
    } catch (InvocationTargetException e) {
      System.out.println(e.getCause());
      System.exit(1);
    }
    Child.printPeak();
    System.out.flush();
    Runtime.getRuntime().halt(0);
  }

  private static void fit(Path folder, String[] options)
      throws IOException, ReflectiveOperationException {
    RankerFile train = RankerFile.read(folder.resolve("train.bin"));
    columns(folder.resolve("columns.cd"), train);
    table(folder.resolve("train.tsv"), train);
    table(folder.resolve("valid.tsv"), RankerFile.read(folder.resolve("valid.bin")));
    Class<?> list = Class.forName(NATIVE + "TVector_TString");
    Method fit = Class.forName(NATIVE + "native_impl").getMethod("ModeFitImpl", list);
    Object given = list.getConstructor(String[].class).newInstance((Object) options);
    int status = (Integer) fit.invoke(null, given);
    if (status != 0) {
      System.out.println("CatBoost's fit gave " + status);
      System.exit(status);
    }
  }

  private static void columns(Path file, RankerFile rows) throws IOException {
    StringBuilder lines = new StringBuilder("0\tLabel\n1\tGroupId\n");
    int texts = rows.text().length == 0 ? 0 : rows.text()[0].length;
    for (int t = 0; t < texts; t++) {
      lines.append(t + 2).append("\tCateg\n");
    }
    Files.writeString(file, lines);
  }

  private static void table(Path file, RankerFile rows) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (int row = 0; row < rows.user().length; row++) {
        out.write(rows.label()[row] + "\t" + rows.user()[row]);
        for (String text : rows.text()[row]) {
          out.write("\t" + text);
        }
        for (float number : rows.number()[row]) {
          out.write("\t" + number);
        }
        out.write('\n');
      }
    }
  }

  private static void score(Path model, Path input, Path output)
      throws IOException, ReflectiveOperationException {
    RankerFile rows = RankerFile.read(input);
    Class<?> type = Class.forName("ai.catboost.CatBoostModel");
    Object loaded = type.getMethod("loadModel", String.class).invoke(null, model.toString());
    Method predict = type.getMethod("predict", float[][].class, String[][].class);
    double[] scores = new double[rows.user().length];
    for (int from = 0; from < scores.length; from += BATCH) {
      int to = Math.min(scores.length, from + BATCH);
      Object predictions =
          predict.invoke(
              loaded,
              Arrays.copyOfRange(rows.number(), from, to),
              Arrays.copyOfRange(rows.text(), from, to));
      double[] part =
          (double[])
              predictions.getClass().getMethod("copyRowMajorPredictions").invoke(predictions);
      System.arraycopy(part, 0, scores, from, to - from);
    }
    RankerFile.writeScores(output, scores);
  }
}
