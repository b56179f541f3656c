package io.github.twinstream.table;

import java.util.Locale;
import tech.tablesaw.api.ColumnType;

/** The words for column types that messages and descriptions use. */
final class ColumnTypes {
  private ColumnTypes() {}

  static String word(ColumnType type) {
    return switch (type.name()) {
      case "INTEGER", "LONG", "SHORT" -> "whole number";
      case "DOUBLE", "FLOAT" -> "number";
      case "STRING", "TEXT" -> "text";
      case "LOCAL_DATE" -> "date";
      case "LOCAL_DATE_TIME" -> "date and time";
      case "LOCAL_TIME" -> "time";
      case "INSTANT" -> "instant";
      case "BOOLEAN" -> "true or false";
      default -> type.name().toLowerCase(Locale.ROOT);
    };
  }
}
