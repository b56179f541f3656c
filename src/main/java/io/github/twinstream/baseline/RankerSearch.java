package io.github.twinstream.baseline;

import io.github.twinstream.error.DataException;
import io.github.twinstream.progress.Interrupts;
import io.github.twinstream.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Trains a ranker with each of a few settings, each stopped early by the validation rows, and keeps
 * the one that the validation rows like best: the tuning budget.
 */
final class RankerSearch {
  private static final Pattern TREE = Pattern.compile("^(\\d+):\\t.*");
  private static final Pattern BEST = Pattern.compile("^bestTest = (\\S+).*");
  private static final Pattern TREES = Pattern.compile("^bestIteration = (\\d+).*");

  private final String name;
  private final Child trainer;
  private final Path folder;
  private double best = Double.NEGATIVE_INFINITY;
  private String bestWords = "";
  private int bestTrees;
  private int bestLeaves;

  RankerSearch(String name, Child trainer, Path folder) {
    this.name = name;
    this.trainer = trainer;
    this.folder = folder;
  }

  /** Writes the rows that the trainings read. */
  void rows(RankerRows rows, LearningRows learning) {
    if (learning.train().rows() == 0 || learning.valid().rows() == 0) {
      throw new DataException(
          name
              + " has "
              + learning.train().rows()
              + " training and "
              + learning.valid().rows()
              + " validation rows: it needs both; choose other ratios in split");
    }
    rows.write(folder.resolve("train.bin"), learning.train(), rows.order(learning.train()), true);
    rows.write(folder.resolve("valid.bin"), learning.valid(), rows.order(learning.valid()), true);
  }

  /**
   * Trains once, and keeps the model when it is the best so far.
   *
   * @param words what is tried
   * @param trees the most trees there can be
   * @param leaves the leaves of a tree
   * @param written the file that the training writes its model to
   * @param kept the file that the best model is kept in
   */
  void attempt(
      String words, int trees, int leaves, List<String> arguments, Path written, Path kept) {
    Interrupts.check(name);
    double[] seen = {Double.NEGATIVE_INFINITY, 0, 0};
    try (Progress.Task task = Progress.start(name, trees)) {
      trainer.run(
          arguments,
          line -> {
            Matcher tree = TREE.matcher(line);
            if (tree.matches()) {
              long at = Long.parseLong(tree.group(1));
              task.detail(words + ", " + line.replace('\t', ' '));
              task.advance(Math.max(0, at - (long) seen[2]));
              seen[2] = Math.max(seen[2], at);
            }
            Matcher value = BEST.matcher(line);
            seen[0] = value.matches() ? Double.parseDouble(value.group(1)) : seen[0];
            Matcher count = TREES.matcher(line);
            seen[1] = count.matches() ? Integer.parseInt(count.group(1)) + 1 : seen[1];
          });
    }
    if (seen[0] > best || bestWords.isEmpty()) {
      best = seen[0];
      bestWords = words;
      bestTrees = (int) seen[1];
      bestLeaves = leaves;
      try {
        Files.move(written, kept, StandardCopyOption.REPLACE_EXISTING);
      } catch (IOException e) {
        throw new DataException(name + " wrote no model: " + e.getMessage(), e);
      }
    }
  }

  /** The numbers in the best model's leaves. */
  long parameters() {
    return (long) bestTrees * bestLeaves;
  }

  /** What was chosen, in words. */
  String found() {
    return String.format(
        Locale.ROOT, "chosen: %s, %d trees, validation AUC %.4f", bestWords, bestTrees, best);
  }
}
