package io.github.twinstream.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.DataException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TextEncoderTest {
  @Test
  void givesWhatTheFunctionGives() {
    TextEncoder encoder = TextEncoder.of("lengths", TextEncoderTest::lengths);
    assertArrayEquals(new float[][] {{2, 1}, {0, 1}}, encoder.encode(List.of("ab", "")));
  }

  @Test
  void learnsItsDimensionFromTheFunction() {
    assertEquals(2, TextEncoder.of("lengths", TextEncoderTest::lengths).dimension());
  }

  @Test
  void doesNotCallTheFunctionForNoTexts() {
    TextEncoder encoder =
        TextEncoder.of(
            "never",
            texts -> {
              throw new AssertionError("called");
            });
    assertEquals(0, encoder.encode(List.of()).length);
  }

  @Test
  void needsAnId() {
    ConfigException e =
        assertThrows(ConfigException.class, () -> TextEncoder.of(" ", TextEncoderTest::lengths));
    assertEquals(
        "a text encoder's id is ' ': it must name the function and its version, such as"
            + " 'my-model-v1'",
        e.getMessage());
  }

  @Nested
  class RefusesAFunctionThatGives {
    @Test
    void null_() {
      refuses(texts -> null, "gave null for 2 texts: it must give one a text");
    }

    @Test
    void anotherNumberOfVectors() {
      refuses(texts -> new float[3][1], "gave 3 vectors for 2 texts: it must give one a text");
    }

    @Test
    void aMissingVector() {
      refuses(texts -> new float[][] {{1}, null}, "gave null for the text 'bc'");
    }

    @Test
    void anEmptyVector() {
      refuses(texts -> new float[2][0], "gave an empty vector for the text 'a'");
    }

    @Test
    void vectorsOfDifferentLength() {
      refuses(
          texts -> new float[][] {{1}, {1, 2}},
          "gave 2 numbers for the text 'bc' and 1 for an earlier one: all vectors must be of one"
              + " length");
    }

    @Test
    void notANumber() {
      refuses(
          texts -> new float[][] {{1, 2}, {1, Float.NaN}},
          "gave NaN at position 1 of the vector of the text 'bc'");
    }

    private void refuses(Function<List<String>, float[][]> function, String message) {
      TextEncoder encoder = TextEncoder.of("mine", function);
      DataException e = assertThrows(DataException.class, () -> encoder.encode(List.of("a", "bc")));
      assertEquals("text encoder 'mine' " + message, e.getMessage());
    }
  }

  @Test
  void refusesANullText() {
    TextEncoder encoder = TextEncoder.of("lengths", TextEncoderTest::lengths);
    DataException e =
        assertThrows(DataException.class, () -> encoder.encode(Arrays.asList("a", null)));
    assertEquals(
        "text 2 of 2 is null: leave missing texts out, or encode them as empty text",
        e.getMessage());
  }

  /** Two numbers a text: its length, and one. */
  static float[][] lengths(List<String> texts) {
    return texts.stream().map(t -> new float[] {t.length(), 1}).toArray(float[][]::new);
  }
}
