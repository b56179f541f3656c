package io.github.twinstream.train;

import io.github.twinstream.model.NetworkSpec;

/**
 * A training that was gone on with.
 *
 * @param network the settings that it began with
 * @param options the options that it began with
 * @param trained what came of it
 */
public record Resumed(NetworkSpec network, TrainOptions options, Trained trained) {}
