package io.github.twinstream.notebook;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One result in several forms, of which a front end takes the richest that it knows.
 *
 * @param data text by MIME type, such as {@code text/html}; images are base64 or SVG text
 */
public record MimeBundle(Map<String, String> data) {
  /** The type that every bundle has. */
  public static final String TEXT = "text/plain";

  /** Markup without scripts. */
  public static final String HTML = "text/html";

  /** A PNG image, base64. */
  public static final String PNG = "image/png";

  /** Copies the map, order kept. */
  public MimeBundle {
    data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
  }

  /** A bundle of plain text alone. */
  public static MimeBundle text(String text) {
    return new MimeBundle(Map.of(TEXT, text));
  }

  /** This bundle with one more form. */
  public MimeBundle with(String type, String content) {
    Map<String, String> more = new LinkedHashMap<>(data);
    more.put(type, content);
    return new MimeBundle(more);
  }

  /** The plain text; empty when there is none. */
  public String text() {
    return data.getOrDefault(TEXT, "");
  }
}
