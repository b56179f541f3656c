package io.github.twinstream.text;

import io.github.twinstream.progress.Interrupts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An encoder with a cache in front of it. */
final class CachedEncoder implements TextEncoder {
  private final TextEncoder encoder;
  private final EmbeddingCache cache;

  CachedEncoder(TextEncoder encoder, EmbeddingCache cache) {
    this.encoder = encoder;
    this.cache = cache;
  }

  @Override
  public String id() {
    return encoder.id();
  }

  @Override
  public int dimension() {
    return encoder.dimension();
  }

  @Override
  public float[][] encode(List<String> texts) {
    Texts.requireNoNull(texts);
    if (texts.isEmpty()) {
      return new float[0][];
    }
    Interrupts.check("encode texts"); // an interrupt would make the cache look unreadable
    List<TextHash> hashes = texts.stream().map(TextHash::of).toList();
    Map<TextHash, float[]> vectors = cache.find(id(), new HashSet<>(hashes));
    Map<TextHash, String> missing = new LinkedHashMap<>();
    for (int i = 0; i < texts.size(); i++) {
      if (!vectors.containsKey(hashes.get(i))) {
        missing.put(hashes.get(i), texts.get(i));
      }
    }
    if (!missing.isEmpty()) {
      vectors.putAll(encodeAndKeep(missing));
    }
    return hashes.stream().map(vectors::get).toArray(float[][]::new);
  }

  private Map<TextHash, float[]> encodeAndKeep(Map<TextHash, String> missing) {
    float[][] encoded = encoder.encode(new ArrayList<>(missing.values()));
    Map<TextHash, float[]> fresh = new HashMap<>();
    int row = 0;
    for (TextHash hash : missing.keySet()) {
      fresh.put(hash, encoded[row++]);
    }
    cache.keep(id(), encoded[0].length, fresh);
    return fresh;
  }
}
