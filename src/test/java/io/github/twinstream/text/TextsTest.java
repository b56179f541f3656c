package io.github.twinstream.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TextsTest {
  @Nested
  class Cleaned {
    @Test
    void decodesEntitiesOnce() {
      assertEquals("Angels & Demons", Texts.cleaned("Angels &amp; Demons"));
      assertEquals("L'été", Texts.cleaned("L&#39;&eacute;t&#xE9;"));
      assertEquals("&lt;b&gt;", Texts.cleaned("&amp;lt;b&amp;gt;"));
    }

    @Test
    void leavesWhatIsNoEntity() {
      assertEquals("Q&A; R & D &nosuch;", Texts.cleaned("Q&A; R & D &nosuch;"));
      assertEquals("&#1114112;", Texts.cleaned("&#1114112;"));
      assertEquals("&#xFFFFFFFFFF; &#;", Texts.cleaned("&#xFFFFFFFFFF; &#;"));
    }

    @Test
    void composesCharacters() {
      assertEquals("\u00e9", Texts.cleaned("e\u0301"));
    }

    @Test
    void replacesUnpairedSurrogatesThoseOfEntitiesToo() {
      assertEquals("a\uFFFDb", Texts.cleaned("a\uD83Db"));
      assertEquals("\uFFFD", Texts.cleaned("&#xD83D;"));
    }

    @Test
    void givesAPlainTextBackAsItIs() {
      String text = "The Old Man and the Sea";
      assertSame(text, Texts.cleaned(text));
    }
  }
}
