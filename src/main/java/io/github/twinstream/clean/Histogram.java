package io.github.twinstream.clean;

/**
 * How often a column's values fall in each bin.
 *
 * @param column the column's name
 * @param edges the bins' edges, ascending, one more than there are bins; a bin holds its left edge,
 *     the last one both
 * @param counts rows in each bin
 * @param missing rows whose cell is missing
 */
public record Histogram(String column, double[] edges, long[] counts, long missing) {}
