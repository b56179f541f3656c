/**
 * Our own synthetic sample of book ratings, with a preference in it that a model can find. Entry
 * type: {@link io.github.twinstream.sample.SampleData}. Invariant: a seed gives the same bytes on
 * every machine. Uses only error messages.
 */
package io.github.twinstream.sample;
