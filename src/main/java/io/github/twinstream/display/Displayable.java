package io.github.twinstream.display;

/** A result that prints itself as text ({@code toString()}) and as HTML. */
public interface Displayable {
  /** The result as an HTML fragment without scripts; text taken from data is escaped. */
  String toHtml();
}
