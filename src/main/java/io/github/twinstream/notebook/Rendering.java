package io.github.twinstream.notebook;

import io.github.twinstream.chart.Chart;
import io.github.twinstream.chart.Charts;
import io.github.twinstream.display.Displayable;
import io.github.twinstream.error.ConfigException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;
import org.knowm.xchart.BitmapEncoder;
import tech.tablesaw.api.Table;

/** Turns any value into what a front end shows. */
final class Rendering {
  private Rendering() {}

  /**
   * The value's bundles, one for each thing to show: a table first, then its charts. Live curves
   * that say the same as one of the charts give way to it.
   */
  static List<MimeBundle> of(Object value) {
    List<MimeBundle> bundles = new ArrayList<>();
    List<Chart> charts = Charts.of(value);
    if (charts.isEmpty() || !Charts.replaceTable(value)) {
      bundles.add(alone(value));
    }
    for (Chart chart : charts) {
      NotebookCurves.giveWay(chart);
      bundles.add(chart(chart));
    }
    return bundles;
  }

  /** The value without its charts. */
  private static MimeBundle alone(Object value) {
    if (value instanceof Displayable result) {
      return MimeBundle.text(result.toString()).with(MimeBundle.HTML, scrolling(result.toHtml()));
    }
    if (value instanceof Table table) {
      return MimeBundle.text(table.print(TableView.ROWS))
          .with(MimeBundle.HTML, scrolling(TableView.html(table)));
    }
    if (value instanceof BufferedImage
        || value instanceof org.knowm.xchart.internal.chartpart.Chart) {
      return MimeBundle.text(text(value))
          .with(MimeBundle.PNG, Base64.getEncoder().encodeToString(png(value)));
    }
    return MimeBundle.text(text(value));
  }

  /** A chart as an image with alternative text; as words where it cannot be drawn. */
  static MimeBundle chart(Chart chart) {
    try {
      return MimeBundle.text(chart.toString()).with(MimeBundle.HTML, chart.toHtml());
    } catch (ConfigException e) {
      return MimeBundle.text(chart + e.getMessage() + "\n");
    }
  }

  /** A picture of the value as PNG, {@code null} if it is no picture. */
  static byte[] png(Object value) {
    try {
      if (value instanceof BufferedImage image) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
      }
      if (value instanceof org.knowm.xchart.internal.chartpart.Chart<?, ?> chart) {
        return BitmapEncoder.getBitmapBytes(chart, BitmapEncoder.BitmapFormat.PNG);
      }
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException("the picture could not be encoded as PNG", e);
    }
  }

  /** The value as text; arrays with their elements. */
  static String text(Object value) {
    if (value instanceof BufferedImage image) {
      return "image, " + image.getWidth() + " × " + image.getHeight() + " pixels";
    }
    if (value instanceof org.knowm.xchart.internal.chartpart.Chart<?, ?> chart) {
      return "chart '" + chart.getTitle() + "', " + chart.getWidth() + " × " + chart.getHeight();
    }
    if (value instanceof Table table) {
      return table.print(TableView.ROWS);
    }
    if (value instanceof Object[] array) {
      return Arrays.deepToString(array);
    }
    if (value != null && value.getClass().isArray()) {
      List<Object> elements = new ArrayList<>();
      for (int i = 0; i < Array.getLength(value); i++) {
        elements.add(Array.get(value, i));
      }
      return elements.toString();
    }
    return String.valueOf(value);
  }

  private static String scrolling(String html) {
    return "<div style=\"overflow-x:auto\">" + html + "</div>";
  }
}
