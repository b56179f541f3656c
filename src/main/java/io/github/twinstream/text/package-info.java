/**
 * Text to vectors: sentence encoders, the cache that keeps their vectors between runs, and the
 * principal component analysis that shortens them.
 *
 * <p>Entry types: {@link io.github.twinstream.text.TextEncoder} for what turns texts into vectors,
 * {@link io.github.twinstream.text.EmbedPlan} for the choices of an {@code embed} step and {@link
 * io.github.twinstream.text.EmbeddedText} for its result, which is what features read.
 *
 * <p>Invariants: a text's vector depends on the encoder and the text alone, never on its neighbours
 * in a list; a PCA is fitted on training texts only; nothing is downloaded, but for {@link
 * io.github.twinstream.text.MultilingualEncoder}, which has Maven fetch its model when it is not
 * there.
 */
package io.github.twinstream.text;
