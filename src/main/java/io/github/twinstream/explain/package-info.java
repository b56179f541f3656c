/**
 * Why a model scores as it does. Two kinds: what is read from inside FinalMLP (how much each stream
 * and head adds to the logit, how wide the gates open each field, which ids its embeddings hold
 * alike), and what is found by changing rows and scoring them again (permutation importance,
 * occlusion, partial dependence), which works for any {@link io.github.twinstream.explain.Scorer}.
 *
 * <p>Invariants: a column of several fields, such as a title's components, counts as one; every
 * random draw is seeded and the seed is in the result; a baseline is always said.
 */
package io.github.twinstream.explain;
