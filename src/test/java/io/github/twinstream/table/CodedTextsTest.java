package io.github.twinstream.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.columns.Column;
import tech.tablesaw.columns.numbers.IntColumnType;

class CodedTextsTest {
  private static final String[] CITIES = {"bonn", null, "ulm", "bonn", ""};

  private final CodedTexts cities = CodedTexts.of(CITIES);

  @Test
  void keepsEachTextOnceAndTakesTheEmptyTextForMissing() {
    assertEquals(2, cities.distinct());
    assertEquals(2, cities.missing());
    assertArrayEquals(new String[] {"bonn", null, "ulm", "bonn", null}, cities.tokens());
    assertEquals(List.of("bonn", "ulm"), List.copyOf(cities.counts().keySet()));
    assertEquals(Map.of("bonn", 2, "ulm", 1), cities.counts());
  }

  @Test
  void mapsEachDistinctTokenOnceAndMissingOnesToo() {
    List<String> asked = new ArrayList<>();

    CodedTexts mapped =
        cities.map(
            city -> {
              asked.add(city);
              return city == null ? "?" : city.equals("ulm") ? "" : "?";
            });

    assertEquals(Arrays.asList("bonn", null, "ulm"), asked);
    assertArrayEquals(new String[] {"?", "?", null, "?", "?"}, mapped.tokens());
    assertEquals(1, mapped.distinct());
    assertEquals(5, mapped.differences(cities));
  }

  @Test
  void fewRowsOfManyTextsKeepOnlyTheirOwn() {
    String[] many = new String[100];
    Arrays.setAll(many, row -> "text " + row);

    CodedTexts few = CodedTexts.of(many).gather(new int[] {7, Gather.NO_ROW, 3, 7});

    assertArrayEquals(new String[] {"text 7", null, "text 3", "text 7"}, few.tokens());
    assertEquals(2, few.distinct());
  }

  @Test
  void wholeNumbersAreCodedAsTheirTokensHoweverFarApart() {
    int missing = IntColumnType.missingValueIndicator();
    for (int far : new int[] {9, Integer.MAX_VALUE}) {
      Column<?> column = IntColumn.create("year", -2, missing, far, -2);
      assertArrayEquals(Tokens.of(column), CodedTexts.of(column).tokens());
      assertEquals(2, CodedTexts.of(column).distinct());
    }
    Column<?> none = IntColumn.create("year", missing, missing);
    assertArrayEquals(new String[] {null, null}, CodedTexts.of(none).tokens());
    assertEquals(0, CodedTexts.of(IntColumn.create("year")).rows());
  }

  @Test
  void itsColumnAnswersAsOneOfTablesawsOwnDoes() {
    StringColumn own = StringColumn.create("city", "bonn", "", "ulm", "bonn", "");
    StringColumn column = cities.column("city");

    assertEquals(own.asList(), column.asList());
    assertArrayEquals(own.asObjectArray(), column.asObjectArray());
    assertEquals(own.countMissing(), column.countMissing());
    assertEquals(own.countUnique(), column.countUnique());
    assertEquals(own.asSet(), column.asSet());
    assertEquals(own.firstIndexOf("ulm"), column.firstIndexOf("ulm"));
    assertEquals(own.countOccurrences("bonn"), column.countOccurrences("bonn"));
    assertArrayEquals(own.isEqualTo("bonn").toArray(), column.isEqualTo("bonn").toArray());
    assertArrayEquals(own.isIn("ulm", "x").toArray(), column.isIn("ulm", "x").toArray());
    assertArrayEquals(own.isMissing().toArray(), column.isMissing().toArray());
    assertEquals(own.countByCategory().print(), column.countByCategory().print());
    assertTrue(column.isMissing(1));
  }

  @Test
  void itsColumnCannotBeChangedButACopyCan() {
    StringColumn column = cities.column("city");

    String message =
        assertThrows(UnsupportedOperationException.class, () -> column.append("köln")).getMessage();
    assertEquals(
        "a table's own column cannot be changed; take a copy first: column.copy()", message);
    assertThrows(UnsupportedOperationException.class, () -> column.set(0, "köln"));
    assertThrows(UnsupportedOperationException.class, column::sortAscending);
    assertEquals(6, column.copy().append("köln").size());
    assertEquals(5, column.size());
  }
}
