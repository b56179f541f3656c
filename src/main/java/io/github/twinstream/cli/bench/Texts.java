package io.github.twinstream.cli.bench;

import io.github.twinstream.text.MiniLmEncoder;
import io.github.twinstream.text.Pca;
import io.github.twinstream.text.TextEncoder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Times a sentence encoder on titles that it has not seen, and PCA on vectors of its size. */
final class Texts {
  private static final int TITLES = 1000;
  private static final int VECTORS = 27_732;
  private static final double VARIANCE = 0.8;
  private static final List<String> WORDS =
      List.of("the", "house", "of", "winter", "la", "casa", "und", "der", "Fluss", "a", "story");

  private Texts() {}

  static Map<String, Object> measure() {
    Map<String, Object> figures = new LinkedHashMap<>();
    TextEncoder encoder = MiniLmEncoder.instance();
    encoder.encode(titles(50, 1));
    long started = System.nanoTime();
    encoder.encode(titles(TITLES, 2));
    figures.put("titles_per_s_" + encoder.id(), Math.rint(TITLES / seconds(started)));
    float[][] vectors = vectors(encoder.dimension());
    started = System.nanoTime();
    Pca.fit(vectors, VARIANCE);
    figures.put("pca_seconds", Math.rint(100 * seconds(started)) / 100);
    return figures;
  }

  private static List<String> titles(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                String.join(" ", random.ints(6, 0, WORDS.size()).mapToObj(WORDS::get).toList())
                    + " "
                    + i)
        .toList();
  }

  private static float[][] vectors(int dimension) {
    SplittableRandom random = new SplittableRandom(3);
    float[][] vectors = new float[VECTORS][dimension];
    for (float[] vector : vectors) {
      float common = (float) random.nextDouble();
      for (int i = 0; i < dimension; i++) {
        vector[i] = common * (i % 7) + (float) random.nextDouble();
      }
    }
    return vectors;
  }

  private static double seconds(long started) {
    return (System.nanoTime() - started) / 1e9;
  }
}
