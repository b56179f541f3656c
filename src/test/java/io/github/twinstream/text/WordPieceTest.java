package io.github.twinstream.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.google.gson.Gson;
import io.github.twinstream.engine.Djl;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class WordPieceTest {
  private static final List<String> SMALL =
      List.of("[UNK]", "the", "The", "hob", "##bit", "##b", "##it", ",", "漢", "é", "ss", "ß");

  private final WordPiece small = new WordPiece(SMALL);

  @Nested
  class Pieces {
    @Test
    void areTheLongestFromTheLeft() {
      assertPieces("the hobbit", "the", "hob", "##bit");
    }

    @Test
    void keepCaseAndAccents() {
      assertPieces("The é e", "The", "é", "[UNK]");
    }

    @Test
    void cutAtPunctuationAndCjk() {
      assertPieces("the,the漢the", "the", ",", "the", "漢", "the");
    }

    @Test
    void aWordThatIsNotAllPiecesIsUnknownAsAWhole() {
      assertPieces("hobbitx the", "[UNK]", "the");
    }

    @Test
    void aWordOfMoreThanAHundredCharactersIsUnknown() {
      assertPieces("hob" + "b".repeat(97), stream("hob", "##b", 97));
      assertPieces("hob" + "b".repeat(98), "[UNK]");
    }

    @Test
    void dropControlsAndReadAllSpaces() {
      assertPieces("t\u0000h\u200be\u00a0\u3000the\uFFFD", "the", "the");
    }

    @Test
    void stopAtTheLimit() {
      assertArrayEquals(new int[] {1, 3}, small.pieces("the hobbit", 2));
    }

    @Test
    void ofNothingAreNone() {
      assertPieces("");
      assertPieces(" \n ");
    }

    private void assertPieces(String text, String... expected) {
      assertEquals(
          List.of(expected), Arrays.stream(small.pieces(text)).mapToObj(SMALL::get).toList());
    }
  }

  @Nested
  class PiecesInBothCases {
    @Test
    void areThoseOfTheWordAndOfItsLowerCase() {
      assertPieces("The", "The", "the");
    }

    @Test
    void countALowerCaseWordTwice() {
      assertPieces("the hobbit", "the", "the", "hob", "##bit", "hob", "##bit");
    }

    @Test
    void ofAFormWithUnknownPartsAreThoseOfTheOther() {
      assertPieces("HOBBIT", "hob", "##bit", "hob", "##bit");
    }

    @Test
    void ofAnUnknownWordAreUnknown() {
      assertPieces("Xyz", "[UNK]", "[UNK]");
    }

    private void assertPieces(String text, String... expected) {
      assertEquals(
          List.of(expected),
          Arrays.stream(small.piecesInBothCases(text)).mapToObj(SMALL::get).toList());
    }
  }

  @Test
  void aVocabularyNeedsAnUnknownPiece() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> new WordPiece(List.of("the")));
    assertEquals("the vocabulary has no piece [UNK]", e.getMessage());
  }

  @Test
  void givesTheNumbersOfTheRustTokenizers() throws IOException {
    // GIVEN multilingual BERT's vocabulary in both tokenizers
    List<String> vocabulary = CompactEncoder.instance().vocabulary();
    WordPiece ours = new WordPiece(vocabulary);
    try (HuggingFaceTokenizer theirs = rust(vocabulary)) {
      // WHEN titles in all languages, and odd texts, are cut
      List<String> texts = new java.util.ArrayList<>(odd());
      TitleSet.test().titles().forEach(texts::addAll);
      LanguageSpace.phrases().forEach(texts::addAll);
      // THEN the pieces are the same
      for (String text : texts) {
        long[] expected = theirs.encode(text, false, false).getIds();
        long[] given = Arrays.stream(ours.pieces(text)).asLongStream().toArray();
        assertArrayEquals(expected, given, text);
      }
    }
  }

  private static List<String> odd() {
    return List.of(
        "DON'T--stop: 3.14% of $5 <b>you & me</b>_x^y`z~|",
        "Ελληνικά, עברית, العربية, ไทย, हिन्दी, 한국어 日本語カタカナ",
        "naïve café, ﬁ ligature, № 5, ½, “quotes”, don’t … —",
        "😀 emoji 👩‍👩‍👧 family",
        "tab\tnew\nline\r\u00a0\u2003space\u200bzero\u00adhyphen",
        "İstanbul ǅ ß ẞ Ⅷ",
        "y".repeat(100),
        "y".repeat(101));
  }

  private static HuggingFaceTokenizer rust(List<String> vocabulary) throws IOException {
    Djl.engine();
    Map<String, Integer> numbers = new LinkedHashMap<>();
    vocabulary.forEach(piece -> numbers.put(piece, numbers.size()));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("version", "1.0");
    json.put("added_tokens", List.of());
    json.put(
        "normalizer",
        Map.of(
            "type",
            "BertNormalizer",
            "clean_text",
            true,
            "handle_chinese_chars",
            true,
            "strip_accents",
            false,
            "lowercase",
            false));
    json.put("pre_tokenizer", Map.of("type", "BertPreTokenizer"));
    json.put(
        "model",
        Map.of(
            "type",
            "WordPiece",
            "unk_token",
            "[UNK]",
            "continuing_subword_prefix",
            "##",
            "max_input_chars_per_word",
            100,
            "vocab",
            numbers));
    return HuggingFaceTokenizer.newInstance(
        new ByteArrayInputStream(new Gson().toJson(json).getBytes(StandardCharsets.UTF_8)),
        Map.of("padding", "false", "truncation", "false"));
  }

  private static String[] stream(String first, String rest, int times) {
    String[] pieces = new String[times + 1];
    Arrays.fill(pieces, rest);
    pieces[0] = first;
    return pieces;
  }
}
