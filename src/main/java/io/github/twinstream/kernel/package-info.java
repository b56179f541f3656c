/**
 * A Jupyter kernel for Java: puts protocol, transport, evaluation, rendering and magics together.
 * Knows nothing of recommenders. Entry type: {@link io.github.twinstream.kernel.KernelMain}.
 */
package io.github.twinstream.kernel;
