package io.github.twinstream.text;

import java.util.Arrays;
import java.util.List;

/**
 * The pieces of a vocabulary by their characters. Looks ranges of a character array up without
 * making strings: a hash of every prefix of a word is kept while the word is read, so that the
 * longest piece is found in one look a length.
 */
final class PieceTable {
  static final int ABSENT = -1;

  private static final int WORD_START = 17;
  private static final int CONTINUED = 23;
  private static final String MARK = "##";

  private final char[][] pieces;
  private final boolean[] continued;
  private final int[] slots;
  private final int[] hashes;
  private final int longest;

  PieceTable(List<String> vocabulary) {
    int n = vocabulary.size();
    pieces = new char[n][];
    continued = new boolean[n];
    hashes = new int[n];
    slots = new int[Integer.highestOneBit(Math.max(4, n)) * 4];
    Arrays.fill(slots, ABSENT);
    int most = 0;
    for (int id = 0; id < n; id++) {
      String piece = vocabulary.get(id);
      continued[id] = piece.startsWith(MARK) && piece.length() > MARK.length();
      pieces[id] = (continued[id] ? piece.substring(MARK.length()) : piece).toCharArray();
      most = Math.max(most, pieces[id].length);
      insert(id);
    }
    longest = most;
  }

  private void insert(int id) {
    int hash = seed(continued[id]);
    for (char c : pieces[id]) {
      hash = next(hash, c);
    }
    hashes[id] = hash;
    int slot = slot(hash);
    while (slots[slot] != ABSENT) {
      slot = (slot + 1) & (slots.length - 1);
    }
    slots[slot] = id;
  }

  int size() {
    return pieces.length;
  }

  /** The characters of the longest piece. */
  int longest() {
    return longest;
  }

  /** The hash of no characters yet. */
  static int seed(boolean continued) {
    return continued ? CONTINUED : WORD_START;
  }

  /** The hash with one character more. */
  static int next(int hash, char c) {
    return 31 * hash + c;
  }

  /**
   * The number of the piece with these characters, {@value #ABSENT} if there is none.
   *
   * @param hash the hash of the range
   * @param inside whether the piece goes on with a word, as those with {@code ##} before them do
   */
  int find(int hash, boolean inside, char[] text, int from, int to) {
    for (int slot = slot(hash); slots[slot] != ABSENT; slot = (slot + 1) & (slots.length - 1)) {
      int id = slots[slot];
      if (hashes[id] == hash
          && continued[id] == inside
          && Arrays.equals(pieces[id], 0, pieces[id].length, text, from, to)) {
        return id;
      }
    }
    return ABSENT;
  }

  private int slot(int hash) {
    int mixed = hash * 0x9E3779B9;
    return (mixed ^ mixed >>> 15) & (slots.length - 1);
  }
}
