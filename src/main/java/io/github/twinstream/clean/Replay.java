package io.github.twinstream.clean;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.twinstream.error.DataException;
import io.github.twinstream.error.Messages;
import io.github.twinstream.json.RecordJson;
import io.github.twinstream.progress.Interrupts;
import io.github.twinstream.progress.Progress;
import io.github.twinstream.table.DataTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Cleaning of other rows as the training rows were cleaned, row by row: steps that change cells are
 * taken again, steps that drop rows or make the label are not, so each row that goes in comes out.
 * If a plan holds a step of the user's own, nothing is known of what it does: then rows are wanted
 * as they were behind the last step.
 *
 * @param input the columns that rows begin with, and the words for their types
 * @param output the columns that they have at the end, and the words for their types
 * @param steps the steps that are taken
 * @param whole whether the input is what the plan began with, and not what it ended with
 */
public record Replay(
    Map<String, String> input, Map<String, String> output, List<CleanStep> steps, boolean whole) {
  private static final Map<String, Class<? extends Record>> KEPT =
      Stream.of(
              BlankWhere.class,
              DecodeEntities.class,
              DropColumns.class,
              FillMissing.class,
              FillMissingNumber.class,
              ParseNumber.class,
              Rename.class,
              SplitText.class)
          .collect(Collectors.toMap(Class::getSimpleName, Function.identity()));

  /** Copies the list. */
  public Replay {
    steps = List.copyOf(steps);
  }

  static Replay of(List<CleanStep> plan, DataTable before, DataTable after) {
    boolean known = plan.stream().allMatch(s -> again(s) || onlyInTraining(s));
    return known
        ? new Replay(
            types(before), types(after), plan.stream().filter(Replay::again).toList(), true)
        : new Replay(types(after), types(after), List.of(), plan.isEmpty());
  }

  private static boolean again(CleanStep step) {
    return KEPT.containsValue(step.getClass());
  }

  private static boolean onlyInTraining(CleanStep step) {
    return step instanceof DropMissing || step instanceof KeepWhere || step instanceof LabelStep;
  }

  private static Map<String, String> types(DataTable table) {
    Map<String, String> types = new LinkedHashMap<>();
    table.columns().forEach(name -> types.put(name, table.type(name)));
    return types;
  }

  /**
   * The rows with the steps taken.
   *
   * @param rows with all columns of {@link #input()}
   * @throws DataException if a step cannot be taken
   */
  public DataTable apply(DataTable rows) {
    DataTable current = rows;
    try (Progress.Task task = Progress.start("clean", steps.size())) {
      for (CleanStep step : steps) {
        Interrupts.check("cleaning");
        current = step.apply(current).table();
        task.advance(1);
      }
    }
    return current;
  }

  /** The columns of {@link #input()} from which these of {@link #output()} come. */
  public Set<String> sources(Collection<String> columns) {
    Set<String> needed = new LinkedHashSet<>(columns);
    for (int i = steps.size() - 1; i >= 0; i--) {
      if (steps.get(i) instanceof Rename renamed && needed.remove(renamed.to())) {
        needed.add(renamed.from());
      } else if (steps.get(i) instanceof SplitText split && needed.removeAll(split.names())) {
        needed.add(split.column());
      }
    }
    return needed;
  }

  /** This as JSON. */
  public JsonElement toJson() {
    JsonArray kept = new JsonArray();
    for (CleanStep step : steps) {
      JsonObject json = RecordJson.toJson(step).getAsJsonObject();
      json.addProperty("kind", step.getClass().getSimpleName());
      kept.add(json);
    }
    JsonObject all = new JsonObject();
    all.add("input", RecordJson.toJson(input));
    all.add("output", RecordJson.toJson(output));
    all.add("steps", kept);
    all.addProperty("whole", whole);
    return all;
  }

  private record Kept(Map<String, String> input, Map<String, String> output, boolean whole) {}

  /**
   * What {@link #toJson} gave.
   *
   * @throws DataException if it is none, or names a step that is not known
   */
  public static Replay fromJson(JsonElement json) {
    JsonObject object = json.isJsonObject() ? json.getAsJsonObject().deepCopy() : new JsonObject();
    JsonElement steps = object.remove("steps");
    Kept kept = RecordJson.fromJson(object, Kept.class, "cleaning");
    List<CleanStep> again = new ArrayList<>();
    if (steps != null && steps.isJsonArray()) {
      steps.getAsJsonArray().forEach(step -> again.add(step(step)));
    }
    return new Replay(kept.input(), kept.output(), again, kept.whole());
  }

  private static CleanStep step(JsonElement json) {
    String kind =
        json.isJsonObject() && json.getAsJsonObject().has("kind")
            ? json.getAsJsonObject().get("kind").getAsString()
            : "";
    Class<? extends Record> type = KEPT.get(kind);
    if (type == null) {
      throw new DataException(Messages.unknown("cleaning step", kind, KEPT.keySet()));
    }
    return (CleanStep) RecordJson.fromJson(json, type, kind);
  }
}
