/**
 * How results print themselves: as text ({@code toString()}) and as HTML ({@link
 * io.github.twinstream.display.Displayable#toHtml()}). Anyone may use it; it uses nothing.
 */
package io.github.twinstream.display;
