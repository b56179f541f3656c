package io.github.twinstream.kernel.render;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The forms of one value by MIME type, such as {@code text/plain} and {@code image/png}.
 *
 * @param data form by MIME type; binary forms as base64 text
 * @param metadata fields that go with the forms
 */
public record MimeBundle(Map<String, Object> data, Map<String, Object> metadata) {
  /** Plain text. */
  public static final String TEXT = "text/plain";

  /** HTML. */
  public static final String HTML = "text/html";

  /** A bundle of the given forms; arrays of bytes become base64 text. */
  public static MimeBundle of(Map<String, ?> forms) {
    Map<String, Object> data = new LinkedHashMap<>();
    forms.forEach(
        (type, form) ->
            data.put(
                type,
                form instanceof byte[] bytes ? Base64.getEncoder().encodeToString(bytes) : form));
    return new MimeBundle(data, Map.of());
  }

  /** A bundle with plain text only. */
  public static MimeBundle text(String text) {
    return of(Map.of(TEXT, text));
  }

  /** This bundle with plain text added if it has none; the text is asked for only then. */
  public MimeBundle withText(Supplier<String> text) {
    if (data.containsKey(TEXT)) {
      return this;
    }
    Map<String, Object> all = new LinkedHashMap<>(data);
    all.put(TEXT, text.get());
    return new MimeBundle(all, metadata);
  }
}
