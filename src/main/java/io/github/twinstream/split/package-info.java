/**
 * Who is tested × what of theirs is held out, and what may leak from one part into another. Entry
 * type: {@link io.github.twinstream.split.SplitPlan}. Invariants: each row is in exactly one part;
 * the same table, plan and seed give the same parts on every platform.
 */
package io.github.twinstream.split;
