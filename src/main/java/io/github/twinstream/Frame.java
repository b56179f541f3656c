package io.github.twinstream;

import io.github.twinstream.clean.CleanPlan;
import io.github.twinstream.display.Displayable;
import io.github.twinstream.table.CsvReader;
import io.github.twinstream.table.DataTable;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import tech.tablesaw.api.Table;

/** Rows as they were read: they can be joined and cleaned. */
public final class Frame implements Displayable {
  private final DataTable data;
  private final Path folder;

  Frame(DataTable data, Path folder) {
    this.data = data;
    this.folder = folder;
  }

  /**
   * The left join with another CSV file by these columns; a name without a folder is looked for
   * beside the file that this frame was read from.
   *
   * @throws io.github.twinstream.error.DataException if the file cannot be read or a key is missing
   */
  public Frame join(String file, String... keys) {
    Path path = Path.of(file);
    Path found = path.getParent() == null && folder != null ? folder.resolve(path) : path;
    return new Frame(data.join(CsvReader.of(found).read(), keys), folder);
  }

  /** The left join with another frame by these columns. */
  public Frame join(Frame right, String... keys) {
    return new Frame(data.join(right.data, keys), folder);
  }

  /** Cleans the rows in the steps of the plan, in their order. */
  public Cleaned clean(UnaryOperator<CleanPlan> plan) {
    return new Cleaned(plan.apply(new CleanPlan()).apply(data));
  }

  /** A copy as a Tablesaw table. */
  public Table table() {
    return data.table();
  }

  /** The rows as a value. */
  public DataTable data() {
    return data;
  }

  @Override
  public String toString() {
    return data.toString();
  }

  @Override
  public String toHtml() {
    return data.toHtml();
  }
}
