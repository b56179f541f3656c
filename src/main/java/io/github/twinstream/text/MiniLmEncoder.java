package io.github.twinstream.text;

import java.util.List;

/**
 * Encodes English text with the int8 form of all-MiniLM-L6-v2 (Apache-2.0, 384 dimensions), which
 * comes with the library: no download.
 *
 * <p>A vector is the mean of the last hidden states over all word pieces, scaled to length 1. Texts
 * longer than {@value MiniLmRuntime#MAX_TOKENS} word pieces are cut there. Empty text has a vector:
 * that of its two marker pieces. Other languages than English are encoded, but poorly.
 *
 * <p><b>One text at a time.</b> The model quantises its activations with one scale for each tensor,
 * so in a batch every text would bend the vectors of its neighbours: on 4,000 real titles in
 * batches of 32 of nearly equal length, numbers moved by up to 0.047 and the cosine with the text's
 * own vector fell to 0.966. Each text is therefore run by itself, on one thread, and the texts are
 * spread over the processors. A text's vector is then the same to the bit whatever list it is in,
 * and this is as fast as batches were (about 1,500 titles a second on two processors).
 *
 * <p>The native parts start at the first use and stay until the program ends. May be used by
 * several threads at once.
 */
public final class MiniLmEncoder implements TextEncoder {
  private static final MiniLmEncoder INSTANCE = new MiniLmEncoder();

  private MiniLmRuntime runtime;
  private String id;

  private MiniLmEncoder() {}

  /** The encoder; there is one for the whole program. */
  public static MiniLmEncoder instance() {
    return INSTANCE;
  }

  @Override
  public synchronized String id() {
    if (id == null) {
      id = "minilm-l6-v2-int8:" + MiniLmRuntime.contentHash();
    }
    return id;
  }

  @Override
  public int dimension() {
    return MiniLmRuntime.DIMENSION;
  }

  @Override
  public float[][] encode(List<String> texts) {
    Texts.requireNoNull(texts);
    return EachAlone.encode(texts, runtime()::encode);
  }

  private synchronized MiniLmRuntime runtime() {
    if (runtime == null) {
      runtime = MiniLmRuntime.start();
    }
    return runtime;
  }
}
