/**
 * Runs cells with JShell in this JVM: splits them into snippets, keeps the real results and
 * exceptions, stops code that is interrupted, sends output to the cell that made it, and explains
 * errors in the cell's own lines. Entry type: {@link io.github.twinstream.kernel.eval.JavaSession}.
 */
package io.github.twinstream.kernel.eval;
