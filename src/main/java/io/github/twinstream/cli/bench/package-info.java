/** {@code twinstream bench}: measures speed and memory on data of any size, made as it is read. */
package io.github.twinstream.cli.bench;
