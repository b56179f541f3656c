package io.github.twinstream.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.twinstream.table.DataTable;
import io.github.twinstream.table.Provenance;
import io.github.twinstream.testing.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.columns.Column;

/** Vocabularies and encoded rows of both versions of the reference. */
class GoldenPreprocessTest {
  private static final List<String> NUMBERS = List.of("label", "Age", "Rating");

  @ParameterizedTest
  @CsvSource({"v201, 1", "v201, 2", "head, 1", "head, 2"})
  void both_versions_encode_as_the_reference(String version, int minCount) throws IOException {
    // GIVEN the reference's columns
    boolean old = version.equals("v201");
    FeaturePlan plan =
        new FeaturePlan()
            .conventions(old ? Conventions.FUXICTR_2_0_1 : Conventions.FUXICTR_2_3)
            .scale(Scaling.NONE)
            .minCount(minCount)
            .numeric("Age", f -> f.fill(0))
            .numeric("Rating", f -> f.fill(0).scale(old ? Scaling.NONE : Scaling.MIN_MAX))
            .categorical("Book-Author")
            .categorical("Year-Of-Publication", f -> f.minCount(1))
            .categorical("Publisher", f -> f.missing("unknown"))
            .categorical("country", f -> f.missing("unknown"))
            .sequence("tags", "^", f -> f.maxLength(3))
            .sequence(
                "authors_read",
                "^",
                f -> f.maxLength(2).padding(Padding.PRE).sharedWith("Book-Author"));
    DataTable train = read("train");
    // WHEN fitted on its training rows
    Features features = Features.fit(plan, train, Map.of());
    // THEN vocabularies and encoded rows are its own
    JsonObject wanted =
        Golden.json("preprocess/expected_" + version + ".json")
            .getAsJsonObject("results")
            .getAsJsonObject("min_categr_count=" + minCount);
    wanted
        .getAsJsonObject("vocab")
        .asMap()
        .forEach((field, ids) -> vocabulary(field, ids, features.vocabularies().get(field)));
    for (String part : List.of("train", "valid")) {
      EncodedRows rows = features.encode(read(part), "label", null, null);
      wanted
          .getAsJsonObject("encoded")
          .getAsJsonObject(part)
          .asMap()
          .forEach((field, values) -> encoded(part, field, values.getAsJsonArray(), rows));
    }
  }

  private static void vocabulary(String field, JsonElement wanted, Vocabulary vocabulary) {
    wanted
        .getAsJsonObject()
        .asMap()
        .forEach(
            (token, id) -> {
              int given =
                  switch (token) {
                    case "__PAD__" -> 0;
                    case "__OOV__" -> vocabulary.unknownId();
                    default -> vocabulary.tokens().get(token);
                  };
              assertEquals(id.getAsInt(), given, field + " " + token);
            });
  }

  private static void encoded(String part, String name, JsonArray wanted, EncodedRows rows) {
    if (name.equals("label")) {
      return;
    }
    Schema schema = rows.schema();
    int index = schema.indexOf(name);
    Field field = schema.fields().get(index);
    for (int row = 0; row < wanted.size(); row++) {
      String where = part + " " + name + " row " + row;
      if (field.kind() == Field.Kind.NUMERIC) {
        float given = rows.numeric()[row * schema.numericWidth() + schema.offset(index)];
        assertEquals(wanted.get(row).getAsDouble(), given, 1e-6, where);
        continue;
      }
      for (int i = 0; i < field.length(); i++) {
        JsonElement cell = wanted.get(row);
        int id = cell.isJsonArray() ? cell.getAsJsonArray().get(i).getAsInt() : cell.getAsInt();
        assertEquals(id, rows.ids()[row * schema.idWidth() + schema.offset(index) + i], where);
      }
    }
  }

  private static DataTable read(String part) throws IOException {
    List<String> lines = Files.readAllLines(Golden.path("preprocess/" + part + ".csv"));
    String[] header = lines.get(0).split(",");
    List<Column<?>> columns = new ArrayList<>();
    for (int c = 0; c < header.length; c++) {
      boolean number = NUMBERS.contains(header[c]);
      DoubleColumn numbers = DoubleColumn.create(header[c]);
      StringColumn words = StringColumn.create(header[c]);
      for (String line : lines.subList(1, lines.size())) {
        String cell = line.split(",", -1)[c];
        if (!number) {
          words.append(cell);
        } else if (cell.isEmpty()) {
          numbers.appendMissing();
        } else {
          numbers.append(Double.parseDouble(cell));
        }
      }
      columns.add(number ? numbers : words);
    }
    return DataTable.owning(part, columns, Provenance.NONE);
  }
}
