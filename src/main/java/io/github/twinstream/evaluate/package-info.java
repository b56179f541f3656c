/**
 * What scores are worth: one metric a file, each with its chance level on the same rows and an
 * interval over users.
 *
 * <p>Invariants: a metric reads {@link io.github.twinstream.rank.ScoredRows} and never changes
 * them; what it leaves undefined is NaN with a reason, never a silent zero; tied scores give the
 * expectation over their random orders, so the order of the rows never matters; the same seed gives
 * the same interval.
 *
 * <p>Entry type: {@link io.github.twinstream.evaluate.Evaluator}. A new metric implements {@link
 * io.github.twinstream.evaluate.Metric} in one file.
 */
package io.github.twinstream.evaluate;
