package io.github.twinstream.notebook;

import java.util.List;

/**
 * Where results appear. A kernel that wants to show them itself hands one to {@link
 * Notebook#use(FrontEnd)}.
 */
public interface FrontEnd {
  /** Its name, such as {@code IJava}, for messages. */
  String name();

  /**
   * Makes values of these types look as they do in {@link Notebook#show(Object)} when a cell
   * returns them. A front end that shows no returned values need not do anything.
   */
  default void register(List<Class<?>> types) {}

  /** Shows the bundle below what is there. */
  void display(MimeBundle bundle);

  /**
   * Shows the bundle under an id, so that it can be replaced.
   *
   * @param id not used before
   */
  void display(String id, MimeBundle bundle);

  /** Replaces what was shown under the id. */
  void update(String id, MimeBundle bundle);
}
