/**
 * Records as JSON and back, strictly: what a model, a checkpoint and a report are kept as. Anyone
 * may use it; it uses {@code error} alone. Invariant: reading never runs code that the text names,
 * it only calls constructors of the record type that the caller asked for.
 */
package io.github.twinstream.json;
