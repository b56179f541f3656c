package io.github.twinstream.chart;

import io.github.twinstream.display.AtomicWrite;
import io.github.twinstream.display.Displayable;
import io.github.twinstream.display.Grid;
import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.Messages;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;

/**
 * A finished chart: a title, words for those who cannot see it, and drawings of any size.
 * Immutable; two drawings of one size are equal to the byte.
 */
public final class Chart implements Displayable {
  private static final int SMALLEST = 160;
  private static final int LARGEST = 8192;

  // beyond this an image of pixels is the smaller one, and a notebook keeps all its images
  private static final int LARGEST_SVG = 150_000;
  private static final int SHARPNESS = 2;

  private final String title;
  private final String subtitle;
  private final String alt;
  private final Drawing drawing;
  private final int width;
  private final int height;
  private final Look look;

  private Chart(
      String title,
      String subtitle,
      String alt,
      Drawing drawing,
      int width,
      int height,
      Look look) {
    this.title = title;
    this.subtitle = subtitle;
    this.alt = alt;
    this.drawing = drawing;
    this.width = width;
    this.height = height;
    this.look = look;
  }

  /**
   * A chart of panels in rows of {@code columns}.
   *
   * @param alt what the chart shows, with its main numbers, for those who cannot see it
   */
  static Chart of(String title, String subtitle, String alt, int columns, List<Panel> panels) {
    int rows = (panels.size() + columns - 1) / columns;
    Drawing drawing = new Drawing(title, subtitle, columns, List.copyOf(panels), "");
    int width = columns == 1 ? 720 : Math.min(1160, 420 * columns);
    int height = 76 + rows * (columns == 1 ? 364 : 300);
    return new Chart(title, subtitle, alt, drawing, width, height, Look.LIGHT);
  }

  /** A chart that says why there is nothing to draw. */
  static Chart empty(String title, String why) {
    String text = "No data: " + why;
    Drawing drawing = new Drawing(title, "", 1, List.of(), text);
    return new Chart(title, "", text + ".", drawing, 720, 160, Look.LIGHT);
  }

  /** This chart with another natural height. */
  Chart tall(int pixels) {
    return new Chart(title, subtitle, alt, drawing, width, pixels, look);
  }

  /** This chart in light colours on a dark ground, for dark screens and slides. */
  public Chart dark() {
    return new Chart(title, subtitle, alt, drawing, width, height, Look.DARK);
  }

  /** The title. */
  public String title() {
    return title;
  }

  /** What the chart shows, in words and numbers. */
  public String alt() {
    return alt;
  }

  /** The width in pixels that suits its content. */
  public int width() {
    return width;
  }

  /** The height in pixels that suits its content. */
  public int height() {
    return height;
  }

  /** The chart as a PNG image of its natural size, at two pixels to the point. */
  public byte[] png() {
    return png(width, height, SHARPNESS);
  }

  /**
   * The chart as a PNG image.
   *
   * @param width pixels, from 160 to 8192
   * @param height pixels, from 160 to 8192
   * @throws ConfigException if a size is out of range, or Java finds no fonts
   */
  public byte[] png(int width, int height) {
    return png(width, height, 1);
  }

  private byte[] png(int width, int height, int scale) {
    requireSize(width, height);
    Fonts.require();
    BufferedImage image =
        new BufferedImage(width * scale, height * scale, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.scale(scale, scale);
    drawing.paint(graphics, look, width, height);
    graphics.dispose();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException("the chart '" + title + "' could not be encoded as PNG", e);
    }
    return out.toByteArray();
  }

  /**
   * The chart as an SVG document of its natural size.
   *
   * @throws ConfigException if Java finds no fonts
   */
  public String svg() {
    Fonts.require();
    try {
      return Svg.of(drawing, look, width, height);
    } catch (IOException e) {
      throw new UncheckedIOException("the chart '" + title + "' could not be encoded as SVG", e);
    }
  }

  /**
   * The chart as an SVG document that is light or dark as the reader prefers, for pages and
   * notebooks.
   *
   * @throws ConfigException if Java finds no fonts
   */
  public String adaptiveSvg() {
    Fonts.require();
    try {
      return Svg.adaptive(drawing, width, height);
    } catch (IOException e) {
      throw new UncheckedIOException("the chart '" + title + "' could not be encoded as SVG", e);
    }
  }

  /**
   * Writes the chart as a whole, replacing a file that is there; its folder is made when it is not.
   *
   * @param file a name that ends in {@code .png} or {@code .svg}
   * @throws ConfigException if the name ends otherwise, or Java finds no fonts
   * @throws io.github.twinstream.error.DataException if the file cannot be written
   */
  public void save(Path file) {
    requireSavable(file);
    if (ends(file, ".png")) {
      AtomicWrite.write(file, png());
    } else {
      AtomicWrite.write(file, svg().getBytes(StandardCharsets.UTF_8));
    }
  }

  /**
   * Checks what {@link #save} would refuse, so that a wrong name is told before long work.
   *
   * @throws ConfigException if the name ends otherwise than save says
   * @throws io.github.twinstream.error.DataException if the file could not be written
   */
  public static void requireSavable(Path file) {
    if (!ends(file, ".png") && !ends(file, ".svg")) {
      throw new ConfigException(
          "a chart cannot be saved as "
              + Messages.quote(file.toString())
              + ": the name must end in .png or .svg");
    }
    AtomicWrite.requirePossible(file);
  }

  private static boolean ends(Path file, String ending) {
    return file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(ending);
  }

  @Override
  public String toString() {
    return title + "\n" + alt + "\n";
  }

  @Override
  public String toHtml() {
    byte[] svg = adaptiveSvg().getBytes(StandardCharsets.UTF_8);
    boolean small = svg.length <= LARGEST_SVG;
    return "<img class=\"twinstream-chart\" alt=\""
        + Grid.escape(title + ". " + alt)
        + "\" width=\""
        + width
        + "\" style=\"max-width:100%;height:auto\" src=\"data:image/"
        + (small ? "svg+xml" : "png")
        + ";base64,"
        + Base64.getEncoder().encodeToString(small ? svg : png())
        + "\">";
  }

  private static void requireSize(int width, int height) {
    for (int size : new int[] {width, height}) {
      if (size < SMALLEST || size > LARGEST) {
        throw new ConfigException(
            Messages.outOfRange(
                "the size of a chart",
                width + " × " + height,
                "from " + SMALLEST + " to " + LARGEST + " pixels each way"));
      }
    }
  }
}
