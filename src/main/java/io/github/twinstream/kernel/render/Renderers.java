package io.github.twinstream.kernel.render;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * Finds the renderer of a value: those registered by the user first (the last one wins), then the
 * libraries', then the JDK's kinds of value, then {@code toString()}.
 */
public final class Renderers {
  private final List<Entry<?>> entries = new CopyOnWriteArrayList<>();

  private record Entry<T>(Class<T> type, Function<? super T, Map<String, ?>> renderer) {
    Map<String, ?> render(Object value) {
      return renderer.apply(type.cast(value));
    }
  }

  /** Adds a renderer for a type and its subtypes. */
  public <T> void register(Class<T> type, Function<? super T, Map<String, ?>> renderer) {
    entries.add(0, new Entry<>(type, renderer));
  }

  /**
   * The forms of a value. May throw whatever the value's own code throws.
   *
   * @param value any object, or {@code null}
   */
  public MimeBundle render(Object value) {
    if (value == null) {
      return MimeBundle.text("null");
    }
    for (Entry<?> entry : entries) {
      if (entry.type.isInstance(value)) {
        return MimeBundle.of(entry.render(value)).withText(() -> Values.shortText(value));
      }
    }
    Map<String, ?> forms = LibraryValues.forms(value);
    if (forms == null) {
      forms = Pictures.forms(value);
    }
    if (forms == null) {
      forms = Values.forms(value);
    }
    return MimeBundle.of(forms).withText(() -> Values.shortText(value));
  }
}
