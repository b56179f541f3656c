package io.github.twinstream.chart;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.twinstream.error.ConfigException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

class ChartTest {
  private final Chart chart = RocCurve.of(Scored.random(2000, 1));

  @Nested
  class Png {
    @Test
    void hasTheSizeAskedFor() throws IOException {
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(chart.png(640, 400)));

      assertEquals(640, image.getWidth());
      assertEquals(400, image.getHeight());
    }

    @Test
    void isTwiceAsSharpAtItsNaturalSize() throws IOException {
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(chart.png()));

      assertEquals(2 * chart.width(), image.getWidth());
      assertEquals(2 * chart.height(), image.getHeight());
    }

    @Test
    void isTheSameToTheByteWhenDrawnAgain() {
      assertArrayEquals(chart.png(640, 400), chart.png(640, 400));
    }

    @Test
    void refusesSizesThatNobodyCouldRead() {
      ConfigException e = assertThrows(ConfigException.class, () -> chart.png(640, 0));

      assertEquals(
          "the size of a chart is 640 × 0: it must be from 160 to 8192 pixels each way",
          e.getMessage());
    }
  }

  @Nested
  class Svg {
    @Test
    void isWellFormedXml() throws Exception {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
      Document document =
          factory
              .newDocumentBuilder()
              .parse(new ByteArrayInputStream(chart.svg().getBytes(StandardCharsets.UTF_8)));

      assertEquals(
          "svg",
          document.getDocumentElement().getLocalName() == null
              ? document.getDocumentElement().getTagName()
              : document.getDocumentElement().getLocalName());
    }
  }

  @Nested
  class Looks {
    @Test
    void theAdaptiveSvgHoldsTheColoursOfBoth() {
      String both = chart.adaptiveSvg();

      assertTrue(both.contains("@media (prefers-color-scheme:dark)"), both.substring(0, 600));
      assertTrue(both.contains(":rgb(255,255,255)") && both.contains(":rgb(20,23,27)"));
      assertFalse(both.substring(both.indexOf("</style>")).contains("rgb("));
    }

    @Test
    void numbersInWordsAreNotRounded() {
      assertTrue(chart.svg().contains(">AUC 0.8396 over 2,000 rows"), chart.svg());
    }

    @Test
    void drawingsAreTheSameWhenDrawnAgain() {
      assertEquals(chart.adaptiveSvg(), chart.adaptiveSvg());
    }
  }

  @Nested
  class Save {
    @TempDir private Path folder;

    @Test
    void writesPngAndSvgByTheNamesEndingAndLeavesNothingElse() throws IOException {
      chart.save(folder.resolve("new/roc.png"));
      chart.save(folder.resolve("new/roc.SVG"));

      assertEquals((byte) 0x89, Files.readAllBytes(folder.resolve("new/roc.png"))[0]);
      assertTrue(Files.readString(folder.resolve("new/roc.SVG")).contains("<svg"));
      try (var files = Files.list(folder.resolve("new"))) {
        assertEquals(2, files.count());
      }
    }

    @Test
    void refusesOtherEndings() {
      ConfigException e = assertThrows(ConfigException.class, () -> chart.save(Path.of("roc.pdf")));

      assertEquals(
          "a chart cannot be saved as 'roc.pdf': the name must end in .png or .svg",
          e.getMessage());
    }
  }

  @Test
  void htmlIsOneImageWithItsWordsAndNoScript() {
    String html = RocCurve.of(Scored.random(200, 1)).toHtml();

    assertTrue(html.startsWith("<img "), html.substring(0, 80));
    assertTrue(html.contains("alt=\"ROC curve. AUC "), html.substring(0, 200));
    assertTrue(html.contains("src=\"data:image/svg+xml;base64,"), html.substring(0, 200));
    assertFalse(html.contains("<script"));
  }

  @Test
  void htmlIsOfPixelsWhereTheLinesWouldTakeMoreRoom() {
    String html = chart.toHtml();

    assertTrue(html.contains("src=\"data:image/png;base64,"), html.substring(0, 200));
  }

  @Test
  void textIsTheTitleAndItsWords() {
    assertEquals(chart.title() + "\n" + chart.alt() + "\n", chart.toString());
  }
}
