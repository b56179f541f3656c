package io.github.twinstream.table;

import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.strings.DictionaryMap;
import tech.tablesaw.selection.Selection;

/**
 * {@link CodedTexts} as what a Tablesaw column of text reads its cells from. Tablesaw's own keeps
 * three hash tables for a column and asks them for each cell; this one is two arrays. It cannot be
 * changed: a copy of the column has a dictionary of Tablesaw's own, and can.
 */
final class TextDictionary implements DictionaryMap {
  private final CodedTexts texts;

  TextDictionary(CodedTexts texts) {
    this.texts = texts;
  }

  CodedTexts texts() {
    return texts;
  }

  @Override
  public int size() {
    return texts.rows();
  }

  @Override
  public String getValueForIndex(int row) {
    return getValueForKey(texts.code(row));
  }

  @Override
  public String getValueForKey(int key) {
    return key == CodedTexts.MISSING ? "" : texts.text(key);
  }

  @Override
  public int getKeyForIndex(int row) {
    return texts.code(row);
  }

  @Override
  public int getKeyAtIndex(int row) {
    return texts.code(row);
  }

  @Override
  public boolean isMissing(int row) {
    return texts.code(row) == CodedTexts.MISSING;
  }

  @Override
  public int countMissing() {
    return texts.missing();
  }

  @Override
  public String[] asObjectArray() {
    String[] cells = new String[size()];
    Arrays.setAll(cells, this::getValueForIndex);
    return cells;
  }

  @Override
  public Iterator<String> iterator() {
    return Arrays.asList(asObjectArray()).iterator();
  }

  @Override
  public int nextKeyWithoutIncrementing() {
    return texts.distinct();
  }

  // what is seldom asked is answered by a dictionary of Tablesaw's own

  @Override
  public DictionaryMap promoteYourself() {
    return StringColumn.create("", asObjectArray()).getDictionary();
  }

  @Override
  public boolean canPromoteToText() {
    return false;
  }

  @Override
  public int countUnique() {
    return promoteYourself().countUnique();
  }

  @Override
  public int countOccurrences(String text) {
    return promoteYourself().countOccurrences(text);
  }

  @Override
  public int firstIndexOf(String text) {
    return promoteYourself().firstIndexOf(text);
  }

  @Override
  public Set<String> asSet() {
    return promoteYourself().asSet();
  }

  @Override
  public Selection selectIsIn(String... wanted) {
    return promoteYourself().selectIsIn(wanted);
  }

  @Override
  public Selection selectIsIn(Collection<String> wanted) {
    return promoteYourself().selectIsIn(wanted);
  }

  @Override
  public Selection isEqualTo(String text) {
    return promoteYourself().isEqualTo(text);
  }

  @Override
  public Table countByCategory(String name) {
    return promoteYourself().countByCategory(name);
  }

  @Override
  public List<BooleanColumn> getDummies() {
    return promoteYourself().getDummies();
  }

  @Override
  public byte[] asBytes(int row) {
    return promoteYourself().asBytes(row);
  }

  @Override
  public void append(String text) {
    throw unchangeable();
  }

  @Override
  public void appendMissing() {
    throw unchangeable();
  }

  @Override
  public void set(int row, String text) {
    throw unchangeable();
  }

  @Override
  public void clear() {
    throw unchangeable();
  }

  @Override
  public void sortAscending() {
    throw unchangeable();
  }

  @Override
  public void sortDescending() {
    throw unchangeable();
  }

  private static UnsupportedOperationException unchangeable() {
    return new UnsupportedOperationException(
        "a table's own column cannot be changed; take a copy first: column.copy()");
  }
}
