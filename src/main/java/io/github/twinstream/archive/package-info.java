/**
 * One file of named parts, each with its SHA-256: what models and checkpoints are kept in. A zip
 * without compression, so that any tool can look into it and no part can be larger than the file.
 * Anyone may use it.
 *
 * <p>Invariant: a file is there whole or not at all, and what is read from it is what was written;
 * anything else is an error.
 */
package io.github.twinstream.archive;
