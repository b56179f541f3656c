package io.github.twinstream.text;

import java.util.ArrayList;
import java.util.List;

/**
 * How well an encoder finds a book by its title in another language (precision at 1, cosine).
 *
 * @param anyLanguage the share of titles whose nearest title among all those in other languages is
 *     the same book's
 * @param pairwise the same with the titles of one other language to choose from, averaged over all
 *     ordered pairs of languages: harder, since no near language helps
 * @param books how many books there were to choose from
 * @param languages how many languages
 */
public record TitleRetrieval(double anyLanguage, double pairwise, int books, int languages) {

  /** Encodes the titles and counts. */
  public static TitleRetrieval of(TextEncoder encoder, TitleSet set) {
    List<String> texts = new ArrayList<>();
    set.titles().forEach(texts::addAll);
    float[][] vectors = encoder.encode(texts);
    for (int i = 0; i < vectors.length; i++) {
      vectors[i] = Vectors.unit(vectors[i]);
    }
    int languages = set.languages().size();
    int found = 0;
    int foundInPair = 0;
    for (int query = 0; query < vectors.length; query++) {
      int book = query / languages;
      int any = 0;
      double best = Double.NEGATIVE_INFINITY;
      for (int language = 0; language < languages; language++) {
        if (language == query % languages) {
          continue;
        }
        int nearest = nearest(vectors, query, language, languages);
        double cosine = Vectors.dot(vectors[query], vectors[nearest]);
        foundInPair += nearest / languages == book ? 1 : 0;
        if (cosine > best) {
          best = cosine;
          any = nearest;
        }
      }
      found += any / languages == book ? 1 : 0;
    }
    return new TitleRetrieval(
        (double) found / vectors.length,
        (double) foundInPair / vectors.length / (languages - 1),
        set.titles().size(),
        languages);
  }

  private static int nearest(float[][] vectors, int query, int language, int languages) {
    int nearest = language;
    double best = Double.NEGATIVE_INFINITY;
    for (int i = language; i < vectors.length; i += languages) {
      double cosine = Vectors.dot(vectors[query], vectors[i]);
      if (cosine > best) {
        best = cosine;
        nearest = i;
      }
    }
    return nearest;
  }
}
