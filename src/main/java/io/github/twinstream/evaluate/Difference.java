package io.github.twinstream.evaluate;

/**
 * One model beside another in one metric.
 *
 * @param metric the metric's name
 * @param model the model
 * @param reference the other model
 * @param value the model's value less the other's; NaN when undefined
 * @param low the lower end of its interval; NaN when there is none
 * @param high the upper end of its interval; NaN when there is none
 * @param p the p-value of the paired test alone
 * @param adjusted the p-value after Holm's correction for all tests of the table
 * @param effect the mean difference of a user over its standard deviation (Cohen's d for pairs);
 *     NaN when the metric has no value by user
 * @param verdict what follows
 */
public record Difference(
    String metric,
    String model,
    String reference,
    double value,
    double low,
    double high,
    double p,
    double adjusted,
    double effect,
    Verdict verdict) {}
