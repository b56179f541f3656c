/**
 * Cleaning steps, their report and histograms. Entry type: {@link
 * io.github.twinstream.clean.CleanPlan}, a list of {@link io.github.twinstream.clean.CleanStep}s.
 * Invariant: a step never changes the table it is given.
 */
package io.github.twinstream.clean;
