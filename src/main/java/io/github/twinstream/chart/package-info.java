/**
 * Charts of results, drawn with XChart: as PNG, as SVG, as a file, or in a notebook cell.
 *
 * <p>Invariants: one look for all (Okabe–Ito colours, axis titles with units, no legend where there
 * is nothing to tell apart); every chart carries alternative text with its main numbers; NaN is
 * left out and said; data without a single value gives a chart that says so; nothing needs a
 * display.
 *
 * <p>Entry type: {@link io.github.twinstream.chart.Chart}, which one small class for each kind of
 * chart makes, such as {@link io.github.twinstream.chart.RocCurve}.
 */
package io.github.twinstream.chart;
