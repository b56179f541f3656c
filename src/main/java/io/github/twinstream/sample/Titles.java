package io.github.twinstream.sample;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Composes titles in ten languages: a phrase that names the subject, and an invented place. The
 * phrases and places are the resources {@code phrases.tsv} and {@code places.tsv}.
 */
final class Titles {
  /** The columns of {@code places.tsv} for the languages that have a script of their own. */
  private static final Map<String, Integer> SCRIPTS = Map.of("ru", 1, "ja", 2, "ko", 3);

  private static final Map<String, String> PATTERNS =
      Map.of(
          "en", "%s of %s",
          "de", "%s von %s",
          "fr", "%s de %s",
          "es", "%s de %s",
          "it", "%s di %s",
          "pt", "%s de %s",
          "ru", "%s: %s",
          "tr", "%s: %s",
          "ja", "%2$sの%1$s",
          "ko", "%2$s의 %1$s");

  private final Map<String, List<String>> phrases = new HashMap<>();
  private final List<String[]> places;
  private final Set<String> used = new HashSet<>();
  private final Random random;

  Titles(Random random) {
    this.random = random;
    for (String[] line : lines("phrases.tsv")) {
      phrases.put(line[0] + line[1], Arrays.asList(line).subList(2, line.length));
    }
    this.places = lines("places.tsv");
  }

  /** The Latin names of the places. */
  static List<String> placeNames() {
    return lines("places.tsv").stream().map(p -> p[0]).toList();
  }

  /** A title that no earlier call gave. */
  String next(String language, Subject subject) {
    List<String> choice = phrases.get(language + subject);
    while (true) {
      String phrase = choice.get(random.nextInt(choice.size()));
      String place = places.get(random.nextInt(places.size()))[SCRIPTS.getOrDefault(language, 0)];
      String title = String.format(PATTERNS.get(language), phrase, place);
      if (used.add(title)) {
        return title;
      }
    }
  }

  private static List<String[]> lines(String resource) {
    try (InputStream in = Titles.class.getResourceAsStream(resource);
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return reader.lines().map(line -> line.split("\t")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
