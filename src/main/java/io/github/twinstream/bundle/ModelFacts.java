package io.github.twinstream.bundle;

import io.github.twinstream.evaluate.MetricResult;
import io.github.twinstream.table.Provenance;
import io.github.twinstream.train.EpochResult;
import java.util.List;
import java.util.Map;

/**
 * What is known of a saved model beside its numbers: what its card says.
 *
 * @param title its name
 * @param created when it was saved, in UTC, such as {@code 2026-01-31T12:00:00Z}
 * @param intendedUse what it is for, in the words of who saved it
 * @param limits what it is not for, and what is known to go wrong
 * @param network the network's settings in one line
 * @param parameters how many numbers were learned
 * @param training the training's options by name
 * @param history one entry for each evaluation on the validation part
 * @param interrupted whether training was stopped from outside before its end
 * @param tested the metrics on the test part
 * @param testRows rows of the test part
 * @param testUsers users of the test part
 * @param positives share of positive rows in the test part
 * @param fields one line for each column that is read
 * @param texts one line for each embedded text
 * @param sources the files that the data came from
 * @param steps what was done to the data, in order
 * @param parts rows by part of the split, its words under {@code split}
 * @param versions versions of the program, Java and the libraries
 * @param machine what it was trained on
 */
public record ModelFacts(
    String title,
    String created,
    String intendedUse,
    List<String> limits,
    String network,
    long parameters,
    Map<String, String> training,
    List<EpochResult> history,
    boolean interrupted,
    List<MetricResult> tested,
    long testRows,
    long testUsers,
    double positives,
    List<String> fields,
    List<String> texts,
    List<Provenance.Source> sources,
    List<String> steps,
    Map<String, String> parts,
    Map<String, String> versions,
    Map<String, String> machine) {}
