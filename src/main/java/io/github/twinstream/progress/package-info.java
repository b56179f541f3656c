/**
 * What long work reports and how it is interrupted; front ends subscribe. Anyone may use it; it
 * uses nothing. Entry type: {@link io.github.twinstream.progress.Progress}.
 */
package io.github.twinstream.progress;
