/**
 * From columns to the numbers that a network reads: schema, vocabularies, scalers, sequences. Entry
 * type: {@link io.github.twinstream.feature.FeaturePlan}, which is fitted on the training rows only
 * and gives {@link io.github.twinstream.feature.Features}; these encode any rows as {@link
 * io.github.twinstream.feature.EncodedRows}, the one hand-over from tables to tensors.
 *
 * <p>Invariant: a fitted value never changes; a value that was not seen in training has a defined
 * code.
 */
package io.github.twinstream.feature;
