package io.github.twinstream;

import static io.github.twinstream.Twinstream.auc;
import static io.github.twinstream.Twinstream.compare;
import static io.github.twinstream.Twinstream.itemMean;
import static io.github.twinstream.Twinstream.lightGbmRanker;
import static io.github.twinstream.Twinstream.load;
import static io.github.twinstream.Twinstream.ndcg;
import static io.github.twinstream.Twinstream.open;
import static io.github.twinstream.Twinstream.popularity;
import static io.github.twinstream.Twinstream.sampledNegatives;
import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.twinstream.model.FinalMlp;
import io.github.twinstream.progress.Progress;
import io.github.twinstream.progress.ProgressEvent;
import io.github.twinstream.split.HoldOut;
import io.github.twinstream.testing.SampleModel;
import io.github.twinstream.train.TuningResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every verb owes that can take more than a second: it says what it does, and an interrupt in
 * the middle of it ends it. A new verb of that kind is added to {@link #verbs}. Downloads, children
 * and the kernel have tests of their own.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LongWorkTest {
  @TempDir private static Path folder;

  private final Thread self = Thread.currentThread();
  private final Map<String, Supplier<?>> verbs = new LinkedHashMap<>();
  private Model model;

  @BeforeAll
  void prepare() throws IOException {
    String rows = IntStream.range(0, 20_000).mapToObj(i -> i + ",x\n").collect(joining());
    String csv = Files.writeString(folder.resolve("rows.csv"), "id,word\n" + rows).toString();
    Frame users = load("data/Users.csv");
    Frame ratings = load("data/Ratings.csv");
    // most rows are for testing, so that scoring takes several batches
    Split split =
        new Cleaned(SampleModel.split().cleaned())
            .split(s -> s.byGroup("User-ID").ratios(0.2, 0.1, 0.7).seed(42));
    Split embedded =
        split.embed("Book-Title", e -> e.encoder(SampleModel.ENCODER).components(3).noCache());
    Streams streams = SampleModel.streams(split, SampleModel.ENCODER);
    model = SampleModel.train(streams);
    String reader = split.test().pick("User-ID", 5);
    String file = folder.resolve("books.twin").toString();
    model.save(file);
    Explanation explanation = model.explain();

    verbs.put("look at rows.csv", () -> load(csv));
    verbs.put("read rows.csv", () -> load(csv));
    verbs.put("join Ratings.csv", () -> users.join(ratings, "User-ID"));
    verbs.put(
        "clean", () -> users.clean(c -> c.dropMissing("Age").splitText("Location", ",", "a")));
    verbs.put("histograms", () -> users.clean(c -> c).histograms("Age"));
    verbs.put("split", () -> again(split, HoldOut.sample(1)));
    verbs.put("look for leaks", split::leakage);
    verbs.put("encode texts", () -> split.embed("Book-Title", e -> e.noCache().components(3)));
    verbs.put("fit PCA", () -> split.embed("Book-Title", e -> e.noCache().components(3)));
    verbs.put("fit fields", () -> fields(embedded));
    verbs.put("encode", () -> streams.encode(split.train().data()));
    verbs.put("train", () -> SampleModel.train(streams));
    verbs.put("tune", () -> tuned(streams));
    verbs.put("score", () -> model.score(split.test().data()));
    verbs.put("measure", () -> model.evaluate(auc(), ndcg()));
    verbs.put("bootstrap", () -> model.evaluate(auc(), ndcg()));
    verbs.put(
        "prepare the comparison",
        () -> compare(streams, c -> c.candidates(sampledNegatives(3)), popularity(), itemMean()));
    verbs.put("compare", () -> compare(streams, popularity(), itemMean(), lightGbmRanker()));
    verbs.put("explain", () -> model.explain().streams());
    verbs.put("permutation", () -> explanation.permutation(p -> p.repeats(2).rows(50)));
    verbs.put("partial dependence", () -> explanation.partialDependence("Age"));
    verbs.put("explain a row", () -> explanation.why("User-ID", reader, 1));
    verbs.put("drift", explanation::drift);
    verbs.put("write again.twin", () -> saved(folder.resolve("again.twin").toString()));
    verbs.put("open books.twin", () -> opened(file));
  }

  private static Split again(Split split, HoldOut rows) {
    return new Cleaned(split.cleaned()).split(s -> s.byGroup("User-ID").holdOut(rows).seed(1));
  }

  private static Streams fields(Split embedded) {
    return embedded.streams(
        s ->
            s.numeric("Age", "Book-Title").categorical("country").stream("user", "Age").stream(
                "item", "Book-Title"));
  }

  private static TuningResult<FinalMlp> tuned(Streams streams) {
    TuningResult<FinalMlp> result =
        streams.tune(
            (FinalMlp) SampleModel.SMALL,
            t -> t.epochs(1).batchSize(512),
            s -> s.network("d", FinalMlp::embeddingDim, 2, 4).grid());
    if (result.trials().size() < 2) {
      throw new CancellationException("ended with the trials until then");
    }
    return result;
  }

  private String saved(String file) {
    model.save(file);
    return file;
  }

  private static String opened(String file) {
    try (var served = open(file, SampleModel.ENCODER)) {
      return served.facts().title();
    }
  }

  @AfterAll
  void close() {
    model.close();
  }

  Stream<String> verbs() {
    return verbs.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("verbs")
  void it_says_what_it_does_and_that_it_has_ended(String task) {
    List<ProgressEvent> events = new CopyOnWriteArrayList<>();
    try (var heard = Progress.subscribe(events::add)) {
      Object result = verbs.get(task).get();
      assertFalse(heard == null || result == null);
    }

    assertTrue(
        events.stream().anyMatch(event -> event.name().equals(task) && event.last()),
        () ->
            task + " is not among " + events.stream().map(ProgressEvent::name).distinct().toList());
  }

  @ParameterizedTest
  @MethodSource("verbs")
  void an_interrupt_in_the_middle_ends_it(String task) {
    // GIVEN someone who interrupts as soon as the task is shown
    Progress.Subscription impatient =
        Progress.subscribe(
            event -> {
              if (event.name().equals(task) && !event.last() && Thread.currentThread() == self) {
                self.interrupt();
              }
            });
    // WHEN the work is done, THEN it ends without a result, or says that it has one of a part only
    try (impatient) {
      if (task.equals("train")) {
        try (Model part = (Model) verbs.get(task).get()) {
          assertTrue(part.interrupted());
        }
      } else {
        assertThrows(CancellationException.class, () -> verbs.get(task).get());
      }
    } finally {
      assertTrue(Thread.interrupted() || task.equals("train") || task.equals("tune"), task);
    }
  }
}
