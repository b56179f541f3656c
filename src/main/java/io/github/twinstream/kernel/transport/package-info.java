/**
 * The five sockets: each is owned by one thread, nothing is polled with sleeps, and what is
 * published is never dropped (no high-water mark). Entry types: {@link
 * io.github.twinstream.kernel.transport.Channel} and {@link
 * io.github.twinstream.kernel.transport.IoPub}.
 */
package io.github.twinstream.kernel.transport;
