/**
 * The five sockets: each is owned by one thread, nothing is polled with sleeps, and what is
 * published is never dropped (no high-water mark), and what waits to be read takes a bounded share
 * of the heap. Entry types: {@link io.github.twinstream.kernel.transport.Channel} and {@link
 * io.github.twinstream.kernel.transport.IoPub}.
 */
package io.github.twinstream.kernel.transport;
