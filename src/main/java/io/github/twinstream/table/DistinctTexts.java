package io.github.twinstream.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** A growing column of text that holds each distinct text once, and a code for each row. */
final class DistinctTexts {
  private final Map<String, Integer> known = new HashMap<>();
  private final List<String> distinct = new ArrayList<>();
  private int[] codes = new int[1024];
  private int size;

  /** Takes the next cell, {@code null} for a missing one. */
  void add(String cell) {
    if (size == codes.length) {
      codes = Arrays.copyOf(codes, size + (size >> 1));
    }
    codes[size++] = cell == null ? CodedTexts.MISSING : code(cell);
  }

  /** The distinct texts; a code is an index of this list. */
  List<String> distinct() {
    return distinct;
  }

  /** One code a row. */
  int[] codes() {
    return Arrays.copyOf(codes, size);
  }

  /** The texts and codes so far. */
  CodedTexts coded() {
    return new CodedTexts(distinct.toArray(String[]::new), codes());
  }

  /** One value a row; the function is called once for each distinct text. */
  long[] gather(ToLongFunction<String> value, long missing) {
    long[] values = distinct.stream().mapToLong(value).toArray();
    long[] cells = new long[size];
    for (int row = 0; row < size; row++) {
      cells[row] = codes[row] == CodedTexts.MISSING ? missing : values[codes[row]];
    }
    return cells;
  }

  /** The text's code, given out now if it has none yet. */
  int code(String cell) {
    Integer code = known.get(cell);
    if (code == null) {
      code = distinct.size();
      known.put(cell, code);
      distinct.add(cell);
    }
    return code;
  }
}
