package io.github.twinstream.chart;

import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.svg.SVGProcessor;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Drawings as SVG documents, numbers rounded to a hundredth of a pixel. */
final class Svg {
  private static final Pattern COLOR = Pattern.compile("rgb\\([0-9, ]*\\)");
  private static final Pattern LONG_NUMBER = Pattern.compile("-?[0-9]+\\.[0-9]{3,}(E-[0-9]+)?");
  private static final Pattern TAG = Pattern.compile("<[^>]*>");
  private static final Pattern ROOT = Pattern.compile("<svg [^>]*>");
  private static final Pattern CLIP = Pattern.compile("clip[0-9]+");

  // the font that Java begins with is not written at every text
  private static final String DEFAULT_FONT =
      "<svg font-family=\"DejaVu Sans,sans-serif\" font-size=\"12px\" ";

  private Svg() {}

  /** The drawing in one look. */
  static String of(Drawing drawing, Look look, int width, int height) throws IOException {
    VectorGraphics2D graphics = new VectorGraphics2D();
    drawing.paint(graphics, look, width, height);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new SVGProcessor()
        .getDocument(graphics.getCommands(), new PageSize(0, 0, width, height))
        .writeTo(out);
    String text = out.toString(StandardCharsets.UTF_8);
    String rounded =
        TAG.matcher(text)
            .replaceAll(
                tag ->
                    Matcher.quoteReplacement(
                        LONG_NUMBER.matcher(tag.group()).replaceAll(Svg::rounded)));
    Map<String, String> clips = new LinkedHashMap<>();
    return CLIP.matcher(rounded)
        .replaceAll(m -> clips.computeIfAbsent(m.group(), c -> "clip-" + clips.size()))
        .replace("&quot;DejaVu Sans&quot;", "&quot;DejaVu Sans&quot;,sans-serif")
        .replaceFirst("<svg ", DEFAULT_FONT);
  }

  /**
   * The drawing in both looks: the document follows the reader's preference for light or dark. Both
   * are drawn alike but for the colours, so that these pair one by one.
   */
  static String adaptive(Drawing drawing, int width, int height) throws IOException {
    String light = of(drawing, Look.LIGHT, width, height);
    String dark = of(drawing, Look.DARK, width, height);
    Matcher others = COLOR.matcher(dark);
    Map<String, String> names = new LinkedHashMap<>();
    String named =
        COLOR
            .matcher(light)
            .replaceAll(
                m -> {
                  String other = others.find() ? others.group() : m.group();
                  String pair = m.group() + ";" + other;
                  return "var(" + names.computeIfAbsent(pair, p -> "--c" + names.size()) + ")";
                });
    String style =
        "\n  <style>:root{"
            + rules(names, 0)
            + "}@media (prefers-color-scheme:dark){:root{"
            + rules(names, 1)
            + "}}</style>";
    return ROOT.matcher(named).replaceFirst(m -> Matcher.quoteReplacement(m.group() + style));
  }

  private static String rules(Map<String, String> names, int look) {
    Stream<String> rules =
        names.entrySet().stream().map(e -> e.getValue() + ":" + e.getKey().split(";")[look]);
    return String.join(";", rules.toList());
  }

  private static String rounded(MatchResult number) {
    return new BigDecimal(number.group())
        .setScale(2, RoundingMode.HALF_UP)
        .stripTrailingZeros()
        .toPlainString();
  }
}
