/** The {@code twinstream} command. Entry type: {@link io.github.twinstream.cli.Main}. */
package io.github.twinstream.cli;
