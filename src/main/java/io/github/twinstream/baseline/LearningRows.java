package io.github.twinstream.baseline;

import io.github.twinstream.error.ConfigException;
import io.github.twinstream.feature.EncodedRows;
import io.github.twinstream.feature.Features;
import io.github.twinstream.feature.Field;
import io.github.twinstream.table.DataTable;
import java.util.List;

/**
 * What a baseline may look at, and what the columns mean.
 *
 * @param train the training rows
 * @param valid the validation rows
 * @param label the column of 0 and 1
 * @param user the column of the users; {@code null} when rows have none
 * @param item the column of the items; {@code null} when it is not known
 * @param features the fields that networks see, fitted on the training rows
 */
public record LearningRows(
    DataTable train, DataTable valid, String label, String user, String item, Features features) {

  /**
   * The item column.
   *
   * @param who who asks, for the message
   * @throws ConfigException if it is not known
   */
  String item(String who) {
    if (item == null) {
      throw new ConfigException(
          who
              + " needs to know which column names the items: say it, e.g. compare(streams, c ->"
              + " c.item(\"ISBN\"), ...); the columns are "
              + train.columns());
    }
    return item;
  }

  /** The columns of the fields that are no numbers, in the fields' order. */
  List<String> categories() {
    return features.schema().fields().stream()
        .filter(field -> field.kind() != Field.Kind.NUMERIC)
        .map(Field::column)
        .distinct()
        .toList();
  }

  /** The training rows' labels. */
  double[] labels() {
    return train.numbers(label);
  }

  /** The share of positive training rows. */
  double mean() {
    double sum = 0;
    double[] labels = labels();
    for (double value : labels) {
      sum += value;
    }
    return sum / labels.length;
  }

  /** The rows as numbers, without labels. */
  EncodedRows encode(DataTable rows) {
    return features.encode(rows, null, null, null);
  }
}
