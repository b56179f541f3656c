/**
 * Public data sets by name: where their files lie, how to get them, under which licence, and how
 * they are read. Nothing is downloaded unless the user asks for it, and nothing is redistributed.
 * Entry type: {@link io.github.twinstream.dataset.NamedData}.
 */
package io.github.twinstream.dataset;
