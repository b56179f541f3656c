/**
 * The Jupyter messaging protocol, version 5.4: what a message is, how it is signed, read and
 * written, and where the kernel is to listen. Knows no sockets. Entry types: {@link
 * io.github.twinstream.kernel.protocol.Wire} and {@link
 * io.github.twinstream.kernel.protocol.Message}.
 */
package io.github.twinstream.kernel.protocol;
