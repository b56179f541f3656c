package io.github.twinstream.kernel.render;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Values of libraries that the kernel does not depend on, reached by name: Tablesaw tables, XChart
 * charts, and anything with a public method {@code String toHtml()}.
 */
final class LibraryValues {
  private static final int ROWS = 20;
  private static final String TABLE = "tech.tablesaw.table.Relation";
  private static final String CHART = "org.knowm.xchart.internal.chartpart.Chart";

  private LibraryValues() {}

  /** The forms of a library's value; {@code null} for other values. */
  static Map<String, ?> forms(Object value) {
    if (extendsClass(value.getClass(), TABLE)) {
      return table(value);
    }
    if (extendsClass(value.getClass(), CHART)) {
      return chart(value);
    }
    Method toHtml = method(value, "toHtml");
    if (toHtml != null && toHtml.getReturnType() == String.class) {
      Object html = call(value, "toHtml");
      return html == null
          ? null
          : Map.of(MimeBundle.HTML, html, MimeBundle.TEXT, Values.shortText(value));
    }
    return null;
  }

  private static Map<String, ?> chart(Object chart) {
    int width = (Integer) call(chart, "getWidth");
    int height = (Integer) call(chart, "getHeight");
    java.awt.image.BufferedImage image =
        new java.awt.image.BufferedImage(width, height, java.awt.image.BufferedImage.TYPE_INT_RGB);
    java.awt.Graphics2D graphics = image.createGraphics();
    try {
      chart
          .getClass()
          .getMethod("paint", java.awt.Graphics2D.class, int.class, int.class)
          .invoke(chart, graphics, width, height);
    } catch (InvocationTargetException e) {
      throw sneak(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this XChart version has no paint(Graphics2D, int, int)", e);
    } finally {
      graphics.dispose();
    }
    return Map.of(
        "image/png",
        Pictures.png(image),
        MimeBundle.TEXT,
        chart.getClass().getSimpleName() + " '" + call(chart, "getTitle") + "'");
  }

  private static Map<String, ?> table(Object table) {
    int rows = (Integer) call(table, "rowCount");
    List<?> columns = (List<?>) call(table, "columns");
    List<String> heads = new ArrayList<>();
    List<Boolean> numeric = new ArrayList<>();
    for (Object column : columns) {
      String type = String.valueOf(call(call(column, "type"), "name"));
      heads.add(call(column, "name") + "\n" + type.toLowerCase(java.util.Locale.ROOT));
      numeric.add(extendsClass(column.getClass(), "tech.tablesaw.api.NumberColumn"));
    }
    List<List<String>> body = new ArrayList<>();
    for (int row = 0; row < Math.min(rows, ROWS); row++) {
      List<String> line = new ArrayList<>();
      for (Object column : columns) {
        line.add(String.valueOf(call(column, "getString", row)));
      }
      body.add(line);
    }
    String caption =
        Objects.requireNonNullElse(call(table, "name"), "table")
            + ": "
            + rows
            + " rows x "
            + columns.size()
            + " columns"
            + (rows > ROWS ? ", the first " + ROWS + " shown" : "");
    return Map.of(
        MimeBundle.HTML,
        Html.table(caption, heads, body, numeric),
        MimeBundle.TEXT,
        caption + "\n" + call(call(table, "first", Math.min(rows, ROWS)), "print"));
  }

  private static boolean extendsClass(Class<?> type, String name) {
    for (Class<?> c = type; c != null; c = c.getSuperclass()) {
      if (c.getName().equals(name)) {
        return true;
      }
    }
    return false;
  }

  private static Method method(Object of, String name) {
    try {
      return of.getClass().getMethod(name);
    } catch (NoSuchMethodException e) {
      return null;
    }
  }

  private static Object call(Object on, String name, int... argument) {
    try {
      Method found =
          argument.length == 0
              ? on.getClass().getMethod(name)
              : on.getClass().getMethod(name, int.class);
      found.setAccessible(true);
      return argument.length == 0 ? found.invoke(on) : found.invoke(on, argument[0]);
    } catch (InvocationTargetException e) {
      throw sneak(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "cannot show a " + on.getClass().getName() + ": it has no method " + name, e);
    }
  }

  @SuppressWarnings("unchecked")
  private static <E extends Throwable> RuntimeException sneak(Throwable error) throws E {
    throw (E) error;
  }
}
