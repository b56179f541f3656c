/**
 * Models that are kept and used elsewhere: one file with the network, everything that rows are
 * encoded with, and a model card. Entry type: {@link io.github.twinstream.bundle.ServedModel},
 * which opens a file and scores raw rows.
 *
 * <p>Invariants: opening a file runs no code from it; a damaged or changed file is refused, never
 * opened as another model; an opened model never changes and may be used by any number of threads.
 */
package io.github.twinstream.bundle;
