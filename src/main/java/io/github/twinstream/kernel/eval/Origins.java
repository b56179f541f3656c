package io.github.twinstream.kernel.eval;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers where each snippet stood, so that errors can name cell and line. */
final class Origins {
  private final Map<String, Origin> bySnippet = new ConcurrentHashMap<>();

  /**
   * Where a snippet stood.
   *
   * @param cell its cell
   * @param line the cell's line on which it began, from 1
   * @param source its source text
   */
  record Origin(Cell cell, int line, String source) {
    /** "cell 3, line 4" for a line of the snippet, from 1. */
    String place(int snippetLine) {
      return cell.name() + ", line " + (line + snippetLine - 1);
    }

    /** The text of a line of the snippet, from 1; empty when there is none. */
    String text(int snippetLine) {
      String[] lines = source.split("\n", -1);
      return snippetLine >= 1 && snippetLine <= lines.length ? lines[snippetLine - 1] : "";
    }
  }

  void put(String snippetId, Origin origin) {
    bySnippet.put(snippetId, origin);
  }

  Origin get(String snippetId) {
    return bySnippet.get(snippetId);
  }
}
