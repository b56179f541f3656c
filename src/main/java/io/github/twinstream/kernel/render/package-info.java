/**
 * How values are shown: which text, HTML, picture or other form each kind of value has, and the
 * {@link io.github.twinstream.kernel.render.Display} facade for code in cells. Renderers for
 * libraries that may be absent look their classes up by name. Entry types: {@link
 * io.github.twinstream.kernel.render.Display} for users, {@link
 * io.github.twinstream.kernel.render.Renderers} for the kernel.
 */
package io.github.twinstream.kernel.render;
