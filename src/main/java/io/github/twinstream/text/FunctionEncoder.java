package io.github.twinstream.text;

import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.DataException;
import io.github.twinstream.error.Messages;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** A user's function as an encoder; trusts nothing that it returns. */
final class FunctionEncoder implements TextEncoder {
  private static final String PROBE = "text";

  private final String id;
  private final Function<List<String>, float[][]> function;
  private int dimension;

  FunctionEncoder(String id, Function<List<String>, float[][]> function) {
    if (id == null || id.isBlank()) {
      throw new ConfigException(
          "a text encoder's id is "
              + Messages.quote(id)
              + ": it must name the function and its version, such as 'my-model-v1'");
    }
    this.id = id;
    this.function = Objects.requireNonNull(function, "function");
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public synchronized int dimension() {
    if (dimension == 0) {
      encode(List.of(PROBE));
    }
    return dimension;
  }

  @Override
  public float[][] encode(List<String> texts) {
    Texts.requireNoNull(texts);
    if (texts.isEmpty()) {
      return new float[0][];
    }
    float[][] vectors = function.apply(texts);
    check(texts, vectors);
    return vectors;
  }

  private synchronized void check(List<String> texts, float[][] vectors) {
    if (vectors == null || vectors.length != texts.size()) {
      String given = vectors == null ? "null" : vectors.length + " vectors";
      throw problem("gave " + given + " for " + texts.size() + " texts: it must give one a text");
    }
    for (int row = 0; row < vectors.length; row++) {
      String text = Messages.quote(texts.get(row));
      float[] vector = vectors[row];
      if (vector == null || vector.length == 0) {
        String given = vector == null ? "null" : "an empty vector";
        throw problem("gave " + given + " for the text " + text);
      }
      if (dimension == 0) {
        dimension = vector.length;
      } else if (vector.length != dimension) {
        throw problem(
            String.format(
                "gave %d numbers for the text %s and %d for an earlier one: all vectors must be of"
                    + " one length",
                vector.length, text, dimension));
      }
      int bad = Texts.firstNotFinite(vector);
      if (bad >= 0) {
        throw problem(
            "gave " + vector[bad] + " at position " + bad + " of the vector of the text " + text);
      }
    }
  }

  private DataException problem(String what) {
    return new DataException("text encoder " + Messages.quote(id) + " " + what);
  }
}
