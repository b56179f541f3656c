package io.github.twinstream.testing;

import static io.github.twinstream.Twinstream.above;
import static io.github.twinstream.Twinstream.atMost;
import static io.github.twinstream.Twinstream.encoder;
import static io.github.twinstream.Twinstream.finalMlp;
import static io.github.twinstream.Twinstream.load;

import io.github.twinstream.Frame;
import io.github.twinstream.Model;
import io.github.twinstream.Split;
import io.github.twinstream.Streams;
import io.github.twinstream.model.MlpSpec;
import io.github.twinstream.model.NetworkSpec;
import io.github.twinstream.text.TextEncoder;
import java.util.List;

/** The article's workflow on the bundled sample with a small network, trained in about a second. */
public final class SampleModel {
  /** Gives a title four numbers: no natives, no model. */
  public static final TextEncoder ENCODER = encoder("letters-v1", SampleModel::letters);

  /** A small FinalMLP. */
  public static final NetworkSpec SMALL =
      finalMlp()
          .embeddingDim(4)
          .streams(
              MlpSpec.of(16).dropout(0.2).batchNorm(true),
              MlpSpec.of(24).dropout(0.1).batchNorm(true),
              4)
          .gateHidden(MlpSpec.of(8));

  private SampleModel() {}

  private static float[][] letters(List<String> texts) {
    return texts.stream()
        .map(
            t ->
                new float[] {
                  t.length(),
                  t.chars().filter(c -> c == 'e').count(),
                  t.chars().filter(Character::isUpperCase).count(),
                  t.hashCode() % 97
                })
        .toArray(float[][]::new);
  }

  /** The joined rows as they were read. */
  public static Frame frame() {
    return load("data/Users.csv").join("Ratings.csv", "User-ID").join("Books.csv", "ISBN");
  }

  /** The cleaned rows in three parts. */
  public static Split split() {
    return frame()
        .clean(
            c ->
                c.dropMissing("Book-Rating", "Book-Title")
                    .fillMissing("unknown", "Book-Author", "Publisher")
                    .parseNumber("Year-Of-Publication")
                    .blankWhere("Age", above(100))
                    .blankWhere("Year-Of-Publication", atMost(0))
                    .keepWhere("Book-Rating", above(0))
                    .splitText("Location", ",", "city", "state", "country")
                    .label(above(7), "Book-Rating"))
        .split(s -> s.byGroup("User-ID").ratios(0.7, 0.1, 0.2).seed(42));
  }

  /** Fields and streams, titles included. */
  public static Streams streams(Split split, TextEncoder titles) {
    return split
        .embed("Book-Title", e -> e.encoder(titles).components(3).noCache())
        .streams(
            s ->
                s
                    .numeric("Age", "Book-Title")
                    .missing("unknown")
                    .categorical("Book-Author", "Publisher", "state", "country")
                    .buckets("Year-Of-Publication", 5)
                    .stream("user", "Age", "state", "country")
                    .stream("item", "Book-Author", "Publisher", "Book-Title"));
  }

  /** Trained for two epochs. */
  public static Model train(Streams streams) {
    return streams.train(SMALL, t -> t.epochs(2).batchSize(512).seed(7));
  }
}
