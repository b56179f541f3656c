package io.github.twinstream.kernel.magic;

import io.github.twinstream.kernel.eval.Cell;
import io.github.twinstream.kernel.eval.CellResult;
import io.github.twinstream.kernel.eval.JavaSession;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One use of a magic.
 *
 * @param session the Java session
 * @param cell the cell in which it stands
 * @param name the magic's name
 * @param rest what follows the name on its line
 * @param body the rest of the cell for a cell magic; {@code null} for a line magic
 * @param line the cell's line on which it stands, from 1
 * @param assigned whether its value is assigned to a variable
 */
record Call(
    JavaSession session,
    Cell cell,
    String name,
    String rest,
    String body,
    int line,
    boolean assigned) {

  /** The words after the name; quotes keep spaces together. */
  List<String> words() {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    char quote = 0;
    boolean open = false;
    for (char c : rest.toCharArray()) {
      if (quote == 0 && (c == '"' || c == '\'')) {
        quote = c;
        open = true;
      } else if (c == quote) {
        quote = 0;
      } else if (quote == 0 && Character.isWhitespace(c)) {
        if (open) {
          words.add(word.toString());
        }
        word.setLength(0);
        open = false;
      } else {
        word.append(c);
        open = true;
      }
    }
    if (open) {
      words.add(word.toString());
    }
    return words;
  }

  /**
   * The words, at least one.
   *
   * @throws MagicException if there are none; names what is wanted
   */
  List<String> words(String wanted) throws MagicException {
    List<String> words = words();
    if (words.isEmpty()) {
      throw new MagicException("%" + name + " wants " + wanted + "; nothing was given");
    }
    return words;
  }

  /** Ends with a value where one is assigned; elsewhere what was printed is enough. */
  CellResult ending(Object value) {
    return assigned ? CellResult.of(value) : CellResult.DONE;
  }

  /** Adds a jar or folder to the class path. */
  void addToClasspath(Path path) throws MagicException {
    try {
      session.addToClasspath(path.toString());
    } catch (IllegalArgumentException e) {
      throw new MagicException(e.getMessage(), e);
    }
  }

  void print(String text) {
    cell.out().text("stdout", text + "\n");
  }
}
