/**
 * {@code show(...)} in every front end: our own kernel, stock IJava, JJava, plain {@code jshell}
 * and programs. Notebooks get HTML tables, charts and progress bars in place; elsewhere text is
 * printed, and charts become PNG files beside one HTML page.
 *
 * <p>Invariants: nothing here needs a kernel's classes to compile or to run, they are reached by
 * reflection; a result that cannot be drawn is still shown as text.
 *
 * <p>Entry type: {@link io.github.twinstream.notebook.Notebook}.
 */
package io.github.twinstream.notebook;
