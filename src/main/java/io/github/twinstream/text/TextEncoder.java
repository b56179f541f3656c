package io.github.twinstream.text;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Turns texts into vectors of one length.
 *
 * <p>A text's vector must depend on the text alone, not on the others it is encoded with, because
 * vectors are kept in an {@link EmbeddingCache} and put together from several calls.
 */
public interface TextEncoder {
  /**
   * The encoder's name and a mark of its content, such as {@code minilm:0b5c…}: two encoders of the
   * same id give the same vectors. It keys the cache.
   */
  String id();

  /** How many numbers a vector has. */
  int dimension();

  /**
   * One vector of {@link #dimension()} finite numbers for each text, in the order of the texts.
   * Equal texts may share one array, so do not write into the result.
   *
   * @param texts the texts, none of them {@code null}; an empty text has a vector too
   * @throws io.github.twinstream.error.DataException if a text is {@code null}
   * @throws java.util.concurrent.CancellationException if the thread is interrupted meanwhile
   */
  float[][] encode(List<String> texts);

  /**
   * The encoders that come with the library and may have this id; for a model that was saved.
   * Multilingual BERT is among them only if the id is one of its own, since it may have to be
   * fetched.
   *
   * @param id an encoder's id
   */
  static List<TextEncoder> builtIn(String id) {
    List<TextEncoder> encoders =
        new ArrayList<>(List.of(CompactEncoder.instance(), MiniLmEncoder.instance()));
    if (id.startsWith(BertEncoder.NAME) || id.startsWith(ZooEncoder.NAME)) {
      encoders.add(MultilingualEncoder.instance());
    }
    return encoders;
  }

  /**
   * An encoder that calls your function and checks what it returns: one row for each text, all rows
   * of one length, no NaN and no infinity.
   *
   * <pre>{@code
   * TextEncoder lengths = TextEncoder.of("length-v1", texts ->
   *     texts.stream().map(t -> new float[] {t.length()}).toArray(float[][]::new));
   * }</pre>
   *
   * <p>The first call fixes the dimension; {@link #dimension()} encodes the word {@code text} if
   * nothing has been encoded yet.
   *
   * @param id names the function and its version: change it when the function changes, or old
   *     vectors come back from the cache
   * @param function gives one vector a text
   * @throws io.github.twinstream.error.ConfigException if the id is blank
   */
  static TextEncoder of(String id, Function<List<String>, float[][]> function) {
    return new FunctionEncoder(id, function);
  }
}
