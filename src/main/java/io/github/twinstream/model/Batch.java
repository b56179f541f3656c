package io.github.twinstream.model;

import ai.djl.ndarray.NDArray;

/**
 * The inputs of one pass.
 *
 * @param ids table rows to look up, shape (rows, lookups); {@code null} if there are none
 * @param mask 1 where an id of a sequence is not padding, shape (rows, sequence ids); {@code null}
 *     without sequences
 * @param numeric numbers, shape (rows, numbers); {@code null} if there are none
 * @param rows how many rows
 */
public record Batch(NDArray ids, NDArray mask, NDArray numeric, int rows) {}
