/**
 * Cleaning steps, their report and histograms. Invariant: a step never changes the table it is
 * given.
 */
package io.github.twinstream.clean;
