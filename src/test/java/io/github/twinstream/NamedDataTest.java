package io.github.twinstream;

import static io.github.twinstream.Twinstream.atLeast;
import static io.github.twinstream.Twinstream.finalMlp;
import static io.github.twinstream.Twinstream.load;
import static io.github.twinstream.Twinstream.movieLens100k;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.twinstream.explain.Embeddings;
import io.github.twinstream.explain.PermutationImportance;
import io.github.twinstream.model.FinalMlp;
import io.github.twinstream.model.MlpSpec;
import io.github.twinstream.testing.MovieLensShape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A data set by name, from its files to an explained model. */
class NamedDataTest {
  private static final FinalMlp SMALL =
      finalMlp()
          .embeddingDim(4)
          .streams(MlpSpec.of(16), MlpSpec.of(16), 2)
          .gateHidden(MlpSpec.of(8));

  @Test
  void movie_lens_goes_from_its_files_to_an_explained_model(@TempDir Path folder)
      throws IOException {
    MovieLensShape.write(folder, 7);
    Frame frame = load(movieLens100k().in(folder));
    assertEquals(MovieLensShape.RATINGS, frame.data().rows());
    assertTrue(frame.data().columns().contains("genres"), frame.data().columns().toString());
    Streams streams =
        frame
            .clean(c -> c.label(atLeast(4), "rating"))
            .split(s -> s.byGroup("user id").ratios(0.7, 0.1, 0.2).seed(1))
            .streams(
                s ->
                    s
                        .numeric("age")
                        .categorical("gender", "occupation")
                        .sequence("genres", "|")
                        .stream("person", "age", "gender", "occupation")
                        .stream("film", "genres"));
    try (Model model =
        streams.train(SMALL, t -> t.epochs(8).batchSize(128).learningRate(0.01).seed(2))) {
      PermutationImportance found = model.explain().permutation();
      assertTrue(found.column("genres").low() > 0.02, found.toString());
      assertTrue(found.column("occupation").low() > 0.02, found.toString());
      assertTrue(found.column("gender").drop() < 0.02, found.toString());
      Embeddings genres = model.explain().embeddings("genres", 20);
      assertTrue(genres.tokens().size() > 10, genres.tokens().toString());
      assertEquals(3, genres.neighbours("Action", 3).nearest().size());
    }
  }

  @Test
  void the_licence_is_printed_when_it_is_loaded(@TempDir Path folder) throws IOException {
    MovieLensShape.write(folder, 7);
    PrintStream terminal = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      load(movieLens100k().in(folder));
    } finally {
      System.setOut(terminal);
    }
    assertTrue(
        printed.toString(StandardCharsets.UTF_8).startsWith("movielens-100k: for research"),
        printed.toString(StandardCharsets.UTF_8));
  }
}
