package io.github.twinstream.train;

import java.util.Map;

/**
 * What one epoch, or one evaluation within it, gave.
 *
 * @param epoch the epoch, from 1
 * @param trainLoss mean of the batches' total losses (regularisation included) since the last
 *     evaluation
 * @param valid metrics on the validation rows by name, such as {@code AUC} and {@code logloss}
 * @param learningRate the rate of this epoch's steps
 * @param seconds its time, validation included
 * @param rowsPerSecond training rows a second, validation not included
 * @param best whether its weights were the best so far
 */
public record EpochResult(
    int epoch,
    double trainLoss,
    Map<String, Double> valid,
    double learningRate,
    double seconds,
    double rowsPerSecond,
    boolean best) {}
