package io.github.twinstream.notebook;

import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * This project's kernel. It is reached by name as the others are: neither side depends on the
 * other, so a program that only uses the library loads none of the kernel.
 */
final class OwnKernel implements FrontEnd {
  private static final String DISPLAY = "io.github.twinstream.kernel.render.Display";

  private final Class<?> display;

  private OwnKernel(Class<?> display) {
    this.display = display;
  }

  /** The kernel if this code runs in a cell of it, else {@code null}. */
  static OwnKernel find() {
    try {
      Class<?> display = Class.forName(DISPLAY);
      boolean available = (Boolean) display.getMethod("available").invoke(null);
      return available ? new OwnKernel(display) : null;
    } catch (ClassNotFoundException e) {
      return null;
    } catch (ReflectiveOperationException e) {
      throw failed(e);
    }
  }

  @Override
  public String name() {
    return "Twinstream";
  }

  @Override
  public void register(List<Class<?>> types) {
    Function<Object, Map<String, ?>> renderer = this::render;
    for (Class<?> type : types) {
      call("register", new Class<?>[] {Class.class, Function.class}, type, renderer);
    }
  }

  @Override
  public void display(MimeBundle bundle) {
    call("displayMime", new Class<?>[] {Map.class}, bundle.data());
  }

  @Override
  public void display(String id, MimeBundle bundle) {
    call("displayMime", new Class<?>[] {String.class, Map.class}, id, bundle.data());
  }

  @Override
  public void update(String id, MimeBundle bundle) {
    call("updateMime", new Class<?>[] {String.class, Map.class}, id, bundle.data());
  }

  /** Shows all but the last bundle at once, and gives the last to the cell. */
  private Map<String, ?> render(Object value) {
    List<MimeBundle> bundles = Rendering.of(value);
    bundles.subList(0, bundles.size() - 1).forEach(this::display);
    return bundles.get(bundles.size() - 1).data();
  }

  private void call(String name, Class<?>[] types, Object... arguments) {
    try {
      display.getMethod(name, types).invoke(null, arguments);
    } catch (ReflectiveOperationException e) {
      throw failed(e);
    }
  }

  private static IllegalStateException failed(ReflectiveOperationException e) {
    Throwable cause = e instanceof InvocationTargetException ? e.getCause() : e;
    return new IllegalStateException("the kernel could not show a result: " + cause, cause);
  }
}
