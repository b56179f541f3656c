package io.github.twinstream.notebook;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;

/**
 * The kernels IJava and JJava, reached by reflection: both are made on the same classes, in
 * packages of different names.
 */
final class JupyterKernel implements FrontEnd {
  private static final List<Family> FAMILIES =
      List.of(
          new Family(
              "IJava",
              "io.github.spencerpark.ijava.IJava",
              "getKernelInstance",
              "io.github.spencerpark.jupyter.kernel"),
          new Family(
              "JJava",
              "org.dflib.jjava.jupyter.kernel.BaseKernel",
              "notebookKernel",
              "org.dflib.jjava.jupyter.kernel"));

  private final Family family;
  private final Object kernel;
  private final ClassLoader loader;

  private JupyterKernel(Family family, Object kernel) {
    this.family = family;
    this.kernel = kernel;
    this.loader = kernel.getClass().getClassLoader();
  }

  /** Where a kernel's instance is found, and the package of its classes. */
  private record Family(String name, String holder, String getter, String classes) {}

  /** The kernel that this code runs in, {@code null} if it runs in none of these. */
  static JupyterKernel find() {
    for (Family family : FAMILIES) {
      try {
        Object kernel = Class.forName(family.holder()).getMethod(family.getter()).invoke(null);
        if (kernel != null) {
          return new JupyterKernel(family, kernel);
        }
      } catch (ClassNotFoundException | InvocationTargetException e) {
        // not there, or (JJava) there but not running
        continue;
      } catch (ReflectiveOperationException e) {
        throw failed(family, e);
      }
    }
    return null;
  }

  @Override
  public String name() {
    return family.name();
  }

  @Override
  public void display(MimeBundle bundle) {
    send(null, bundle, false);
  }

  @Override
  public void display(String id, MimeBundle bundle) {
    send(id, bundle, false);
  }

  @Override
  public void update(String id, MimeBundle bundle) {
    send(id, bundle, true);
  }

  @Override
  public void register(List<Class<?>> types) {
    for (Class<?> type : types) {
      try {
        register(type);
      } catch (ReflectiveOperationException e) {
        throw failed(family, e);
      }
    }
  }

  private void register(Class<?> type) throws ReflectiveOperationException {
    Object renderer = base("getRenderer").invoke(kernel);
    Class<?> function = type("display.RenderFunction");
    Object rendering =
        Proxy.newProxyInstance(
            loader,
            new Class<?>[] {function},
            (proxy, method, arguments) -> {
              if (method.getDeclaringClass() == Object.class) {
                return objectMethod(proxy, method, arguments);
              }
              render(arguments[0], arguments[1]);
              return null;
            });
    Object registration =
        renderer.getClass().getMethod("createRegistration", Class.class).invoke(renderer, type);
    Class<?> builder = registration.getClass();
    builder
        .getMethod("preferring", String[].class)
        .invoke(registration, (Object) new String[] {MimeBundle.HTML, MimeBundle.TEXT});
    builder.getMethod("register", function).invoke(registration, rendering);
  }

  /** Puts all but the last bundle below what is there, and the last into the cell's result. */
  private void render(Object value, Object context) throws ReflectiveOperationException {
    List<MimeBundle> bundles = Rendering.of(value);
    bundles.subList(0, bundles.size() - 1).forEach(this::display);
    Object container =
        type("display.RenderContext").getMethod("getOutputContainer").invoke(context);
    fill(container, bundles.get(bundles.size() - 1));
  }

  private void send(String id, MimeBundle bundle, boolean replace) {
    try {
      Class<?> type = type("display.DisplayData");
      Object data = type.getConstructor().newInstance();
      fill(data, bundle);
      if (id != null) {
        type.getMethod("setDisplayId", String.class).invoke(data, id);
      }
      if (!replace) {
        base("display", type).invoke(kernel, data);
        return;
      }
      Object stream = type("JupyterIO").getField("display").get(base("getIO").invoke(kernel));
      type("DisplayStream").getMethod("updateDisplay", String.class, type).invoke(stream, id, data);
    } catch (ReflectiveOperationException e) {
      throw failed(family, e);
    }
  }

  private void fill(Object data, MimeBundle bundle) throws ReflectiveOperationException {
    Method put = type("display.DisplayData").getMethod("putData", String.class, Object.class);
    for (var form : bundle.data().entrySet()) {
      put.invoke(data, form.getKey(), form.getValue());
    }
  }

  private Class<?> type(String name) throws ClassNotFoundException {
    return Class.forName(family.classes() + "." + name, true, loader);
  }

  /** A method of the public class that every kernel of the family extends. */
  private Method base(String name, Class<?>... parameters) throws ReflectiveOperationException {
    return type("BaseKernel").getMethod(name, parameters);
  }

  private static Object objectMethod(Object proxy, Method method, Object[] arguments) {
    return switch (method.getName()) {
      case "equals" -> proxy == arguments[0];
      case "hashCode" -> System.identityHashCode(proxy);
      default -> "renderer of Twinstream";
    };
  }

  private static IllegalStateException failed(Family family, ReflectiveOperationException e) {
    Throwable cause = e instanceof InvocationTargetException ? e.getCause() : e;
    return new IllegalStateException(
        family.name()
            + " could not show a result: "
            + cause
            + "; is it 1.3.0 (IJava) or 1.0-a6"
            + " (JJava), which this was made for?",
        cause);
  }
}
