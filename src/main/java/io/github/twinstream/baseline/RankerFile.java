package io.github.twinstream.baseline;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What {@link RankerRows} wrote, read in the ranker's process.
 *
 * @param user the rows' users, ascending
 * @param label the rows' labels
 * @param text the rows' texts
 * @param number the rows' numbers
 */
record RankerFile(int[] user, float[] label, String[][] text, float[][] number) {
  static RankerFile read(Path file) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
      int rows = in.readInt();
      int texts = in.readInt();
      int numbers = in.readInt();
      RankerFile read =
          new RankerFile(
              new int[rows], new float[rows], new String[rows][texts], new float[rows][numbers]);
      for (int row = 0; row < rows; row++) {
        read.user[row] = in.readInt();
        read.label[row] = in.readFloat();
        for (int t = 0; t < texts; t++) {
          read.text[row][t] = in.readUTF();
        }
        for (int n = 0; n < numbers; n++) {
          read.number[row][n] = in.readFloat();
        }
      }
      return read;
    }
  }

  /** How many rows each user has, in the file's order. */
  int[] groups() {
    int[] sizes = new int[user.length];
    int groups = 0;
    for (int row = 0; row < user.length; row++) {
      if (row == 0 || user[row] != user[row - 1]) {
        groups++;
      }
      sizes[groups - 1]++;
    }
    return java.util.Arrays.copyOf(sizes, groups);
  }

  static void writeScores(Path file, double[] scores) throws IOException {
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16))) {
      for (double score : scores) {
        out.writeDouble(score);
      }
    }
  }

  static double[] readScores(Path file, int rows) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
      double[] scores = new double[rows];
      for (int row = 0; row < rows; row++) {
        scores[row] = in.readDouble();
      }
      return scores;
    }
  }
}
