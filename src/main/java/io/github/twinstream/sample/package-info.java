/** The generator of the synthetic sample data that the tutorial runs on. */
package io.github.twinstream.sample;
