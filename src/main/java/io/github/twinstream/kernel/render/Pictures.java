package io.github.twinstream.kernel.render;

import java.awt.image.BufferedImage;
import java.awt.image.RenderedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import javax.imageio.ImageIO;

/** Pictures become PNG. */
final class Pictures {
  private Pictures() {}

  /** The forms of a picture; {@code null} for other values. */
  static Map<String, ?> forms(Object value) {
    return value instanceof RenderedImage image
        ? Map.of("image/png", png(image), MimeBundle.TEXT, text(image))
        : null;
  }

  /** The whole picture as PNG. */
  static byte[] png(RenderedImage image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(image, "png", bytes)) {
        throw new IllegalArgumentException("no PNG writer takes a picture of type " + image);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static String text(RenderedImage image) {
    String kind = image instanceof BufferedImage ? "BufferedImage" : "picture";
    return kind + " " + image.getWidth() + " x " + image.getHeight();
  }
}
