package io.github.twinstream.evaluate;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.github.twinstream.error.DataException;
import io.github.twinstream.error.Messages;
import io.github.twinstream.json.RecordJson;
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
 * @param settings its settings as JSON, from which it can be built again; empty when it cannot
 * @param seeds the seeds it was trained with
 * @param dataHash the SHA-256 of the cells of all rows used and of their parts
 * @param split how the rows were split
 * @param fields the fields that models saw
 * @param candidates which rows were scored
 * @param plan candidates, item column and the like as JSON; empty when it was none of {@code
 *     compare}'s
 * @param versions the versions of Java and the libraries, by name
 * @param values the metrics' values by name
 */
public record RunRecord(
    String contender,
    String config,
    String settings,
    List<Long> seeds,
    String dataHash,
    String split,
    String fields,
    String candidates,
    String plan,
    Map<String, String> versions,
    Map<String, Double> values) {
  private static final Gson JSON = new GsonBuilder().setPrettyPrinting().create();

  /** Copies lists and maps. */
  public RunRecord {
    seeds = List.copyOf(seeds);
    versions = Collections.unmodifiableMap(new TreeMap<>(versions));
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** The same with these values. */
  public RunRecord withValues(Map<String, Double> found) {
    return new RunRecord(
        contender,
        config,
        settings,
        seeds,
        dataHash,
        split,
        fields,
        candidates,
        plan,
        versions,
        found);
  }

  /** A record of scores from elsewhere, of which only a name is known. */
  public static RunRecord unknown(String contender, String source, String dataHash) {
    return new RunRecord(
        contender,
        source,
        "",
        List.of(),
        dataHash,
        "not known",
        "not known",
        "the rows given",
        "",
        Map.of(),
        Map.of());
  }

  /** The record as JSON. */
  public String toJson() {
    return JSON.toJson(RecordJson.toJson(this));
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @throws DataException if the text is no record
   */
  public static RunRecord fromJson(String json) {
    try {
      return RecordJson.fromJson(JsonParser.parseString(json), RunRecord.class, "record");
    } catch (JsonParseException e) {
      throw new DataException(
          "this is no record of a comparison's row: "
              + Messages.quote(json)
              + "; give one that comparison.record(name).toJson() wrote",
          e);
    }
  }

  /**
   * What of the data differs from another record's, such as {@code split is 'a', the record says
   * 'b'}; empty when nothing does.
   */
  public String differsFrom(RunRecord earlier) {
    Map<String, String> mine = ofData();
    Map<String, String> theirs = earlier.ofData();
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

  private Map<String, String> ofData() {
    Map<String, String> told = new LinkedHashMap<>();
    told.put("the split", split);
    told.put("the fields' list", fields);
    told.put("the candidates' choice", candidates);
    told.put("the data's SHA-256", dataHash);
    return told;
  }
}
