package io.github.twinstream.cli;

import static io.github.twinstream.Twinstream.compactMultilingual;
import static io.github.twinstream.Twinstream.miniLm;
import static io.github.twinstream.Twinstream.multilingual;

import io.github.twinstream.display.Grid;
import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.DataException;
import io.github.twinstream.error.Messages;
import io.github.twinstream.table.CsvReader;
import io.github.twinstream.text.MultilingualEncoder;
import io.github.twinstream.text.SpellingEncoder;
import io.github.twinstream.text.TextEncoder;
import io.github.twinstream.text.TitleRetrieval;
import io.github.twinstream.text.TitleSet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Compares the encoders: how well they find titles across languages, and how fast they are. */
@Command(
    name = "encoders",
    mixinStandardHelpOptions = true,
    description = {
      "Measures every encoder at hand: the share of book titles whose nearest title in another",
      "language is the same book's, and titles a second without a cache."
    })
final class EncodersCommand implements Callable<Integer> {
  private static final int REPEATED = 20;

  @Option(
      names = "--half",
      defaultValue = "test",
      description = "The half of the titles: test (default), or tune to choose settings on.")
  private String half;

  @Option(
      names = "--speed",
      paramLabel = "CSV",
      description = "Also encodes the column Book-Title of this file, and prints titles a second.")
  private Path speed;

  @Option(
      names = "--only",
      split = ",",
      description = "Only these of: compact, multilingual, minilm, spelling.")
  private List<String> only;

  @Override
  public Integer call() {
    if (speed != null && !Files.isRegularFile(speed)) {
      throw new DataException("no file " + speed + ": --speed takes a CSV file with Book-Title");
    }
    TitleSet titles =
        switch (half) {
          case "test" -> TitleSet.test();
          case "tune" -> TitleSet.tuning();
          default ->
              throw new ConfigException(Messages.unknown("half", half, List.of("test", "tune")));
        };
    TitleSet latin = titles.languages(TitleSet.LATIN);
    Grid grid =
        new Grid(
            String.format(
                "P@1 on the %s half: %d books in %d languages (%s)",
                half, latin.titles().size(), TitleSet.LATIN, String.join(" ", latin.languages())),
            "encoder",
            "dimensions",
            "any language",
            "pairs of languages",
            "pairs, Russian too");
    encoders()
        .forEach(
            (name, encoder) -> {
              TitleRetrieval found = TitleRetrieval.of(encoder, latin);
              grid.row(
                  name,
                  encoder.dimension(),
                  share(found.anyLanguage()),
                  share(found.pairwise()),
                  share(TitleRetrieval.of(encoder, titles).pairwise()));
            });
    System.out.println(grid);
    if (speed != null) {
      System.out.println(speeds());
    }
    return 0;
  }

  private Map<String, TextEncoder> encoders() {
    Map<String, Supplier<TextEncoder>> all = new LinkedHashMap<>();
    all.put("multilingual", () -> multilingual());
    all.put("compact", () -> compactMultilingual());
    all.put("minilm", () -> miniLm());
    all.put("spelling", SpellingEncoder::new);
    List<String> names = new ArrayList<>(all.keySet());
    if (only != null) {
      for (String name : only) {
        if (!all.containsKey(name)) {
          throw new ConfigException(Messages.unknown("encoder", name, all.keySet()));
        }
      }
      names.retainAll(only);
    } else if (!MultilingualEncoder.bertIsLocal()) {
      System.out.println(
          "multilingual BERT is not here and left out; --only multilingual fetches it (664 MB)");
      names.remove("multilingual");
    }
    Map<String, TextEncoder> chosen = new LinkedHashMap<>();
    names.forEach(name -> chosen.put(name, all.get(name).get()));
    return chosen;
  }

  private Grid speeds() {
    List<String> texts =
        Arrays.stream(CsvReader.of(speed).read().tokens("Book-Title"))
            .filter(Objects::nonNull)
            .toList();
    Grid grid =
        new Grid(
            String.format(
                Locale.ROOT,
                "Speed on %,d titles, %d processors",
                texts.size(),
                Runtime.getRuntime().availableProcessors()),
            "encoder",
            "first time, s",
            "titles/s",
            "again, titles/s");
    encoders()
        .forEach(
            (name, encoder) -> {
              double first = seconds(encoder, texts);
              int times = first < 2 ? REPEATED : 1;
              double again = 0;
              for (int i = 0; i < times; i++) {
                again += seconds(encoder, texts) / times;
              }
              grid.row(
                  name,
                  String.format(Locale.ROOT, "%.2f", first),
                  String.format(Locale.ROOT, "%,.0f", texts.size() / first),
                  String.format(Locale.ROOT, "%,.0f", texts.size() / again));
            });
    return grid;
  }

  private static double seconds(TextEncoder encoder, List<String> texts) {
    long start = System.nanoTime();
    encoder.encode(texts);
    return (System.nanoTime() - start) / 1e9;
  }

  private static String share(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }
}
