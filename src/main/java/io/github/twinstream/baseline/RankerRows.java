package io.github.twinstream.baseline;

import io.github.twinstream.error.DataException;
import io.github.twinstream.feature.EncodedRows;
import io.github.twinstream.feature.Field;
import io.github.twinstream.table.DataTable;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rows as a ranker's process reads them: sorted by user, each with its label, its texts and its
 * numbers. One binary format for all: the number of rows, texts and numbers, then row by row the
 * user's number, the label, the texts, the numbers.
 */
final class RankerRows {
  private final LearningRows learning;
  private final List<String> categories;
  private final boolean asIds;

  /**
   * @param categories the columns given as texts
   * @param asIds whether their ids in the vocabulary are given instead, as the last numbers
   */
  RankerRows(LearningRows learning, List<String> categories, boolean asIds) {
    this.learning = learning;
    this.categories = categories;
    this.asIds = asIds;
  }

  /** The rows' order in the file: by user, each user's rows in the table's order. */
  int[] order(DataTable rows) {
    int[] user = users(rows);
    return IntStream.range(0, rows.rows())
        .boxed()
        .sorted((a, b) -> Integer.compare(user[a], user[b]))
        .mapToInt(i -> i)
        .toArray();
  }

  /**
   * Writes the rows in this order.
   *
   * @param labelled whether the labels are known; 0 is written for all else
   */
  void write(Path file, DataTable rows, int[] order, boolean labelled) {
    int[] user = users(rows);
    double[] label = labelled ? rows.numbers(learning.label()) : new double[rows.rows()];
    EncodedRows encoded = learning.encode(rows);
    int numbers = encoded.schema().numericWidth();
    int[] idAt = asIds ? idPlaces() : new int[0];
    String[][] texts =
        asIds ? new String[0][] : categories.stream().map(rows::tokens).toArray(String[][]::new);
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16))) {
      out.writeInt(order.length);
      out.writeInt(texts.length);
      out.writeInt(numbers + idAt.length);
      for (int row : order) {
        out.writeInt(user[row]);
        out.writeFloat((float) label[row]);
        for (String[] column : texts) {
          out.writeUTF(text(column[row]));
        }
        for (int n = 0; n < numbers; n++) {
          out.writeFloat(encoded.numeric()[row * numbers + n]);
        }
        for (int at : idAt) {
          out.writeFloat(encoded.ids()[row * encoded.schema().idWidth() + at]);
        }
      }
    } catch (IOException e) {
      throw new DataException(
          "the rows could not be written for the ranker into " + file + ": " + e.getMessage(), e);
    }
  }

  /** How many of the numbers are ids; they come last. */
  int ids() {
    return asIds ? idPlaces().length : 0;
  }

  private int[] idPlaces() {
    List<Field> fields = learning.features().schema().fields();
    return IntStream.range(0, fields.size())
        .filter(i -> fields.get(i).kind() == Field.Kind.CATEGORICAL)
        .map(i -> learning.features().schema().offset(i))
        .toArray();
  }

  private int[] users(DataTable rows) {
    if (learning.user() == null) {
      return new int[rows.rows()];
    }
    java.util.Map<String, Integer> known = new java.util.HashMap<>();
    String[] tokens = rows.tokens(learning.user());
    int[] user = new int[tokens.length];
    for (int i = 0; i < user.length; i++) {
      String token = tokens[i] == null ? "" : tokens[i];
      Integer seen = known.putIfAbsent(token, known.size());
      user[i] = seen == null ? known.size() - 1 : seen;
    }
    return user;
  }

  /** A text without what separates cells in the ranker's own format, at most 1,000 characters. */
  private static String text(String token) {
    if (token == null) {
      return "";
    }
    String plain = token.replaceAll("[\\t\\r\\n\"\\u0000]", " ");
    return plain.length() > 1000 ? plain.substring(0, 1000) : plain;
  }
}
