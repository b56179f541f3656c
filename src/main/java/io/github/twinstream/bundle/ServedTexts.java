package io.github.twinstream.bundle;

import io.github.twinstream.error.DataException;
import io.github.twinstream.error.Messages;
import io.github.twinstream.feature.VectorSource;
import io.github.twinstream.text.EmbeddedText;
import io.github.twinstream.text.TextEncoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The vectors of one text column: made when they are asked for, and the latest kept. Any number of
 * threads may use it.
 */
final class ServedTexts implements VectorSource {
  private static final int KEPT = 20_000;

  private final EmbeddedText text;
  private final Map<String, float[]> latest =
      new LinkedHashMap<>(1024, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, float[]> eldest) {
          return size() > KEPT;
        }
      };

  /** Of a column whose encoder and PCA are known. */
  ServedTexts(EmbeddedText text) {
    this.text = text;
  }

  /**
   * The encoder of this id.
   *
   * @param given encoders of the caller's own
   * @param builtIn those of the library
   * @throws DataException if there is none; says what to do
   */
  static TextEncoder encoder(
      String column, String id, List<TextEncoder> given, List<TextEncoder> builtIn) {
    List<TextEncoder> all = new ArrayList<>(given);
    all.addAll(builtIn);
    for (TextEncoder encoder : all) {
      if (encoder.id().equals(id)) {
        return encoder;
      }
    }
    String family = id.contains(":") ? id.substring(0, id.indexOf(':') + 1) : id;
    for (TextEncoder encoder : all) {
      if (encoder.id().startsWith(family)) {
        throw new DataException(
            "the model's column "
                + Messages.quote(column)
                + " was embedded by "
                + Messages.quote(id)
                + ", and here is "
                + Messages.quote(encoder.id())
                + ": its vectors would differ; take the version that the model was saved with");
      }
    }
    throw new DataException(
        "the model's column "
            + Messages.quote(column)
            + " was embedded by "
            + Messages.quote(id)
            + ", which is not one of the library's: give it when opening, e.g. open(file,"
            + " encoder(\""
            + id
            + "\", ...))");
  }

  @Override
  public int dimension() {
    return text.dimension();
  }

  /** Makes the vectors of these texts ready, with one call of the encoder. */
  void prepare(String[] texts) {
    Set<String> fresh = new LinkedHashSet<>();
    synchronized (latest) {
      for (String one : texts) {
        if (one != null && latest.get(one) == null) {
          fresh.add(one);
        }
      }
    }
    if (fresh.isEmpty()) {
      return;
    }
    EmbeddedText more = text.including(fresh);
    synchronized (latest) {
      fresh.forEach(one -> latest.put(one, more.vector(one)));
    }
  }

  @Override
  public float[] vector(String one) {
    if (one == null) {
      return null;
    }
    synchronized (latest) {
      float[] known = latest.get(one);
      if (known != null) {
        return known;
      }
    }
    float[] made = text.vector(one);
    synchronized (latest) {
      latest.put(one, made);
    }
    return made;
  }
}
