package io.github.twinstream.cli.bench;

import io.github.twinstream.feature.Field;
import io.github.twinstream.feature.RowSource;
import io.github.twinstream.feature.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rows of any number that take no memory: each value is a hash of its place. Ids are drawn evenly;
 * a row's label follows the first ids' and numbers' hidden effects, with noise, so that there is
 * something to learn.
 */
final class GeneratedRows implements RowSource {
  private final Schema schema;
  private final int rows;
  private final int[] vocabularies;
  private final int numeric;
  private final long seed;

  /**
   * @param rows how many
   * @param numeric numeric fields, the last in the second stream's context
   * @param vocabularies ids of each categorical field; the last three are the first context
   */
  GeneratedRows(int rows, int numeric, int[] vocabularies, long seed) {
    this.rows = rows;
    this.numeric = numeric;
    this.vocabularies = vocabularies.clone();
    this.seed = seed;
    this.schema = schema(numeric, vocabularies);
  }

  private static Schema schema(int numeric, int[] vocabularies) {
    List<Field> fields = new ArrayList<>();
    List<Integer> user = new ArrayList<>();
    List<Integer> item = new ArrayList<>();
    for (int i = 0; i < numeric; i++) {
      item.add(fields.size());
      fields.add(Field.numeric("number_" + i, "number"));
    }
    for (int i = 0; i < vocabularies.length; i++) {
      boolean first = i >= vocabularies.length - 3;
      (first ? user : item).add(fields.size());
      fields.add(Field.categorical("id_" + i, vocabularies[i]));
    }
    Map<String, List<Integer>> streams = new LinkedHashMap<>();
    streams.put("user", user);
    streams.put("item", item);
    return new Schema(fields, streams);
  }

  /** Other rows of the same kind. */
  GeneratedRows more(int count, long otherSeed) {
    return new GeneratedRows(count, numeric, vocabularies, otherSeed);
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public boolean labelled() {
    return true;
  }

  @Override
  public void ids(int row, int[] into) {
    for (int c = 0; c < vocabularies.length; c++) {
      into[c] = id(row, c);
    }
  }

  private int id(int row, int column) {
    // 0 is padding
    return 1 + (int) Math.floorMod(hash(row, column), vocabularies[column] - 1L);
  }

  @Override
  public void numbers(int row, float[] into) {
    for (int c = 0; c < numeric; c++) {
      into[c] = unit(hash(row, 1000 + c));
    }
  }

  @Override
  public float label(int row) {
    float effect = unit(hash(row, 5000)) - 0.5f;
    if (numeric > 0) {
      effect += unit(hash(row, 1000)) - 0.5f;
    }
    for (int c = 0; c < Math.min(2, vocabularies.length); c++) {
      effect += unit(mix(id(row, c) * 31L + c)) - 0.5f;
    }
    return effect > 0 ? 1 : 0;
  }

  private static float unit(long bits) {
    return (bits >>> 40) / (float) (1 << 24);
  }

  private long hash(int row, int column) {
    return mix(seed * 0x9E3779B97F4A7C15L + row * 8191L + column);
  }

  /** The finaliser of SplitMix64. */
  private static long mix(long bits) {
    long z = bits + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
