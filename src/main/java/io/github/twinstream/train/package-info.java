/** The training loop, optimiser, early stopping and device. */
package io.github.twinstream.train;
