/**
 * FuxiCTR's two configuration files: read into features, a network and training options, and
 * written from them. Entry type: {@link io.github.twinstream.config.FuxiConfig}. Invariant: nothing
 * in a file is passed over in silence; what is not used is named with its line.
 */
package io.github.twinstream.config;
