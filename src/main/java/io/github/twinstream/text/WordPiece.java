package io.github.twinstream.text;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * BERT's tokenizer for cased text: words at white space, punctuation and CJK characters by
 * themselves, each word cut into the longest pieces of the vocabulary from the left. No lower case,
 * no accents removed. Gives the same numbers as the Rust tokenizers (a test holds this), in plain
 * Java, since a static encoder that makes 100,000 vectors a second cannot afford a native call a
 * text.
 *
 * <p>Several threads may use it at once.
 */
final class WordPiece {
  /** A longer word is unknown as a whole, as in BERT. */
  private static final int LONGEST_WORD = 100;

  private final PieceTable table;
  private final int unknown;

  /**
   * @param vocabulary the pieces in the order of their numbers; those that go on with a word begin
   *     with {@code ##}
   * @throws IllegalArgumentException if {@code [UNK]} is not among them
   */
  WordPiece(List<String> vocabulary) {
    table = new PieceTable(vocabulary);
    unknown = vocabulary.indexOf("[UNK]");
    if (unknown < 0) {
      throw new IllegalArgumentException("the vocabulary has no piece [UNK]");
    }
  }

  int size() {
    return table.size();
  }

  int unknown() {
    return unknown;
  }

  /** The numbers of the text's pieces, without {@code [CLS]} and {@code [SEP]}. */
  int[] pieces(String text) {
    return pieces(text, Integer.MAX_VALUE);
  }

  /** The numbers of the text's first pieces, at most so many. */
  int[] pieces(String text, int most) {
    return new Cutter(text, most, false).run();
  }

  /**
   * The numbers of the pieces of every word as it is and of the same word in lower case. Where one
   * of the two forms takes fewer pieces, or has pieces where the other is unknown, it stands for
   * both: so {@code DER PROZESS} and {@code der Prozess} are near each other. Every word counts
   * twice.
   */
  int[] piecesInBothCases(String text) {
    return new Cutter(text, Integer.MAX_VALUE, true).run();
  }

  /** One pass over one text. */
  private final class Cutter {
    private final String text;
    private final int most;
    private final boolean bothCases;
    private char[] word = new char[2 * LONGEST_WORD + 2];
    private int[] prefix = new int[2 * LONGEST_WORD + 3];
    private int length;
    private int characters;
    private int[] ids = new int[16];
    private int count;

    Cutter(String text, int most, boolean bothCases) {
      this.text = text;
      this.most = most;
      this.bothCases = bothCases;
    }

    int[] run() {
      for (int i = 0; i < text.length() && count < most; ) {
        int c = text.codePointAt(i);
        i += Character.charCount(c);
        if (isSpace(c)) {
          endWord();
        } else if (isDropped(c)) {
          continue;
        } else if (isPunctuation(c) || isCjk(c)) {
          endWord();
          append(c);
          endWord();
        } else {
          append(c);
        }
      }
      endWord();
      return Arrays.copyOf(ids, Math.min(count, most));
    }

    private void append(int c) {
      characters++;
      if (characters <= LONGEST_WORD) {
        length += Character.toChars(c, word, length);
      }
    }

    private void endWord() {
      if (characters == 0) {
        return;
      }
      if (bothCases) {
        addInBothCases();
      } else {
        addCut();
      }
      characters = 0;
      length = 0;
    }

    private void addCut() {
      int before = count;
      if (characters > LONGEST_WORD || !cut()) {
        count = before;
        add(unknown);
      }
    }

    private void addInBothCases() {
      int first = count;
      addCut();
      int second = count;
      if (lowerCase()) {
        addCut();
      } else {
        repeat(first, second);
      }
      boolean firstUnknown = isUnknown(first, second);
      boolean secondUnknown = isUnknown(second, count);
      int difference = (count - second) - (second - first);
      if (firstUnknown && !secondUnknown || !firstUnknown && !secondUnknown && difference < 0) {
        int lower = count - second;
        System.arraycopy(ids, second, ids, first, lower);
        count = first + lower;
        repeat(first, count);
      } else if (!firstUnknown && (secondUnknown || difference > 0)) {
        count = second;
        repeat(first, second);
      }
    }

    private boolean isUnknown(int from, int to) {
      return to - from == 1 && ids[from] == unknown;
    }

    private void repeat(int from, int to) {
      for (int i = from; i < to; i++) {
        add(ids[i]);
      }
    }

    /** Turns the word into lower case; false if it is. */
    private boolean lowerCase() {
      if (characters > LONGEST_WORD) {
        return false;
      }
      int upper = 0;
      while (upper < length && (word[upper] < 'A' || word[upper] > 'Z') && word[upper] < 128) {
        upper++;
      }
      if (upper == length) {
        return false; // plain ASCII in lower case, as most words are
      }
      String cased = new String(word, 0, length);
      String lower = cased.toLowerCase(Locale.ROOT);
      if (lower.equals(cased)) {
        return false;
      }
      length = lower.length();
      if (length > word.length) {
        word = new char[length];
        prefix = new int[length + 1];
      }
      lower.getChars(0, length, word, 0);
      return true;
    }

    /** Cuts the word; false if some of it is no piece. */
    private boolean cut() {
      for (int from = 0; from < length; ) {
        int end = Math.min(length, from + table.longest());
        int hash = PieceTable.seed(from > 0);
        for (int to = from; to < end; to++) {
          hash = PieceTable.next(hash, word[to]);
          prefix[to + 1] = hash;
        }
        int id = PieceTable.ABSENT;
        int to = end;
        while (to > from) {
          id = table.find(prefix[to], from > 0, word, from, to);
          if (id != PieceTable.ABSENT) {
            break;
          }
          to--;
        }
        if (id == PieceTable.ABSENT) {
          return false;
        }
        add(id);
        from = to;
      }
      return true;
    }

    private void add(int id) {
      if (count == ids.length) {
        ids = Arrays.copyOf(ids, 2 * count);
      }
      ids[count++] = id;
    }
  }

  private static boolean isSpace(int c) {
    return c == ' '
        || c == '\t'
        || c == '\n'
        || c == '\r'
        || (c > 127 && Character.getType(c) == Character.SPACE_SEPARATOR);
  }

  /** Control and format characters, unassigned ones, and the replacement character. */
  private static boolean isDropped(int c) {
    if (c < 127) {
      return c < ' ';
    }
    if (c == 0xFFFD) {
      return true;
    }
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.UNASSIGNED,
          Character.PRIVATE_USE,
          Character.SURROGATE ->
          true;
      default -> false;
    };
  }

  private static boolean isPunctuation(int c) {
    if (c < 128) {
      return c > ' ' && c < 127 && !Character.isLetterOrDigit(c);
    }
    return switch (Character.getType(c)) {
      case Character.CONNECTOR_PUNCTUATION,
          Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION ->
          true;
      default -> false;
    };
  }

  private static boolean isCjk(int c) {
    return c >= 0x3400
        && (c >= 0x4E00 && c <= 0x9FFF
            || c <= 0x4DBF
            || c >= 0x20000 && c <= 0x2A6DF
            || c >= 0x2A700 && c <= 0x2CEAF
            || c >= 0xF900 && c <= 0xFAFF
            || c >= 0x2F800 && c <= 0x2FA1F);
  }
}
