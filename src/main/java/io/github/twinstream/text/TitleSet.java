package io.github.twinstream.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Well-known books with their titles in several languages, for comparing encoders; titles are
 * facts. Split once at random into two halves: what is chosen by looking at results is chosen on
 * {@link #tuning()}, what is reported is measured on {@link #test()}.
 *
 * @param languages their codes; Russian, the last, stands for another script
 * @param titles one row a book, one title a language
 */
public record TitleSet(List<String> languages, List<List<String>> titles) {
  /** The languages in Latin letters, which the reported figure is over. */
  public static final int LATIN = 8;

  private static final String RESOURCE = "titles.tsv";
  private static final int FACTS = 2;

  /** The half to choose settings on. */
  public static TitleSet tuning() {
    return half("tune");
  }

  /** The half to report. */
  public static TitleSet test() {
    return half("test");
  }

  /** The first languages only. */
  public TitleSet languages(int count) {
    return new TitleSet(
        languages.subList(0, count), titles.stream().map(t -> t.subList(0, count)).toList());
  }

  private static TitleSet half(String name) {
    List<List<String>> rows = table(RESOURCE);
    List<String> header = rows.get(0);
    List<List<String>> titles =
        rows.stream()
            .filter(row -> row.get(0).equals(name))
            .map(row -> row.subList(FACTS, row.size()))
            .toList();
    return new TitleSet(header.subList(FACTS, header.size()), titles);
  }

  /** The lines of a resource beside this class, cut at tabs. */
  static List<List<String>> table(String resource) {
    try (InputStream in = TitleSet.class.getResourceAsStream(resource)) {
      List<List<String>> rows = new ArrayList<>();
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        rows.add(List.of(line.split("\t", -1)));
      }
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
