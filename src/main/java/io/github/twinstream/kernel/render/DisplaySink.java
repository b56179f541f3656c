package io.github.twinstream.kernel.render;

import java.util.Map;
import java.util.function.Function;

/** Takes what {@link Display} shows to the front end. */
public interface DisplaySink {
  /** The forms of a value; never throws, whatever the value's renderer does. */
  MimeBundle render(Object value);

  /** Shows forms under an id, or replaces those shown under it. */
  void show(MimeBundle forms, String id, boolean update);

  /** Clears the output, at once or with the next output. */
  void clear(boolean wait);

  /** Adds a renderer. */
  <T> void register(Class<T> type, Function<? super T, Map<String, ?>> renderer);

  /** Asks the person at the notebook for a line. */
  String ask(String prompt, boolean hidden);
}
