/**
 * A saved model over HTTP: JSON in, JSON out. Entry type: {@link
 * io.github.twinstream.serve.ModelServer}.
 *
 * <p>Invariants: it binds to the loopback interface unless told otherwise; every request is bounded
 * in size, rows and time; more work than it can do is refused at once with 503, never queued
 * without end.
 */
package io.github.twinstream.serve;
