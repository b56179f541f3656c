package io.github.twinstream.train;

/**
 * One setting that was tried.
 *
 * @param setting the values that were varied, such as {@code learningRate 0.001, d 8}
 * @param epochs epochs that it was given at most
 * @param value the best monitored value on the validation rows, higher being better
 * @param auc the validation AUC of that evaluation
 * @param logLoss the validation log-loss of that evaluation
 * @param seconds its time
 */
public record Trial(
    String setting, int epochs, double value, double auc, double logLoss, double seconds) {}
