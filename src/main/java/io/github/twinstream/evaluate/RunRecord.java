package io.github.twinstream.evaluate;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import io.github.twinstream.error.DataException;
import io.github.twinstream.error.Messages;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All that made a row of a comparison, and what came out: enough to run it again and to see whether
 * the numbers are the same.
 *
 * @param contender the row's name
 * @param config its settings in words
 * @param seeds the seeds it was trained with
 * @param dataHash the SHA-256 of the cells of all rows used and of their parts
 * @param split how the rows were split
 * @param fields the fields that models saw
 * @param candidates which rows were scored
 * @param versions the versions of Java and the libraries, by name
 * @param values the metrics' values by name
 */
public record RunRecord(
    String contender,
    String config,
    List<Long> seeds,
    String dataHash,
    String split,
    String fields,
    String candidates,
    Map<String, String> versions,
    Map<String, Double> values) {
  private static final Gson JSON =
      new GsonBuilder().setPrettyPrinting().serializeSpecialFloatingPointValues().create();

  /** Copies lists and maps. */
  public RunRecord {
    seeds = List.copyOf(seeds);
    versions = Collections.unmodifiableMap(new TreeMap<>(versions));
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** The same with these values. */
  public RunRecord withValues(Map<String, Double> found) {
    return new RunRecord(
        contender, config, seeds, dataHash, split, fields, candidates, versions, found);
  }

  /** The record as JSON. */
  public String toJson() {
    return JSON.toJson(this);
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @throws DataException if the text is no record
   */
  public static RunRecord fromJson(String json) {
    try {
      RunRecord read = JSON.fromJson(json, RunRecord.class);
      if (read != null && read.contender() != null) {
        return read;
      }
    } catch (JsonParseException | NullPointerException e) {
      throw new DataException(
          "this is no record of a comparison's row: "
              + Messages.quote(json)
              + "; give one that comparison.record(name).toJson() wrote",
          e);
    }
    throw new DataException(
        "this is no record of a comparison's row: "
            + Messages.quote(json)
            + "; give one that comparison.record(name).toJson() wrote");
  }

  /**
   * What differs from another record beside values and versions, such as {@code split is 'a', the
   * record says 'b'}; empty when nothing does.
   */
  public String differsFrom(RunRecord earlier) {
    Map<String, String> mine = told();
    Map<String, String> theirs = earlier.told();
    for (Map.Entry<String, String> e : mine.entrySet()) {
      String before = theirs.get(e.getKey());
      if (!e.getValue().equals(before)) {
        return e.getKey()
            + " is "
            + Messages.quote(e.getValue())
            + ", the record says "
            + Messages.quote(before);
      }
    }
    return "";
  }

  private Map<String, String> told() {
    Map<String, String> told = new LinkedHashMap<>();
    told.put("contender", contender);
    told.put("config", config);
    told.put("data hash", dataHash);
    told.put("split", split);
    told.put("fields", fields);
    told.put("candidates", candidates);
    told.put("seeds", seeds.toString());
    return told;
  }
}
