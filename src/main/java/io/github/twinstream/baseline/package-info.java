/**
 * What a network has to beat: chance, counts and means of the training rows, and gradient-boosted
 * rankers.
 *
 * <p>Invariants: everything is fitted on the training rows, the validation rows decide when
 * boosting stops and how scores become probabilities, and no other row is looked at; scores are
 * probabilities; an item or value that the training rows do not have scores like the average one.
 * The rankers run in a process of their own, since their native code ends the program on a wrong
 * option, and their jars are fetched when they are first asked for.
 *
 * <p>Entry type: {@link io.github.twinstream.baseline.Baseline}. A new one is a record in one file
 * and a line in {@link io.github.twinstream.baseline.Baselines}.
 */
package io.github.twinstream.baseline;
