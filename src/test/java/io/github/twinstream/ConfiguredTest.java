package io.github.twinstream;

import static io.github.twinstream.Twinstream.configure;
import static io.github.twinstream.Twinstream.load;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.twinstream.clean.Condition;
import io.github.twinstream.feature.Scaling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfiguredTest {
  private static final String HEADER = "Age,Book-Title_0,Book-Author,country,label\n";

  @TempDir Path folder;

  private void write() throws IOException {
    SplittableRandom random = new SplittableRandom(4);
    StringBuilder whole = new StringBuilder("part," + HEADER.replace("label", "clicked"));
    for (String part : new String[] {"train", "valid", "test"}) {
      StringBuilder rows = new StringBuilder(HEADER);
      for (int row = 0; row < (part.equals("train") ? 200 : 60); row++) {
        double age = random.nextDouble();
        int author = random.nextInt(8);
        String country = random.nextInt(5) == 0 ? "" : "land" + random.nextInt(3);
        int label = random.nextDouble() < (author % 2 == 0 ? 0.8 : 0.2) ? 1 : 0;
        String line =
            String.format(
                Locale.ROOT,
                "%.4f,%.4f,writer%d,%s,%d%n",
                age,
                random.nextDouble(),
                author,
                country,
                label);
        rows.append(line);
        whole.append(part).append(',').append(line);
      }
      Files.writeString(folder.resolve(part + ".csv"), rows);
    }
    Files.writeString(folder.resolve("all.csv"), whole);
    Files.writeString(
        folder.resolve("dataset_config.yaml"),
        """
        small:
          train_data: train.csv
          valid_data: valid.csv
          test_data: test.csv
          feature_cols:
            - {name: [Age, Book-Title_0], active: True, dtype: float, type: numeric}
            - {name: [Book-Author, country], dtype: str, type: categorical, fill_na: unknown}
          label_col: {name: label, dtype: float}
        """);
    Files.writeString(
        folder.resolve("model_config.yaml"),
        """
        FinalMLP_small:
          model: FinalMLP
          dataset_id: small
          embedding_dim: 4
          mlp1_hidden_units: [16]
          mlp2_hidden_units: [8]
          fs_hidden_units: [8]
          fs1_context: [Age, country]
          fs2_context: [Book-Author, Book-Title_0]
          num_heads: 2
          embedding_regularizer: 1.e-3
          learning_rate: 0.01
          batch_size: 32
          epochs: 3
          seed: 7
        """);
  }

  private Configured configured() {
    return configure(
        folder.resolve("dataset_config.yaml").toString(),
        folder.resolve("model_config.yaml").toString(),
        "FinalMLP_small");
  }

  @Test
  void the_files_give_the_numbers_of_the_fluent_form() throws IOException {
    write();
    Configured configured = configured();
    Streams fluent =
        load(folder.resolve("all.csv").toString())
            .clean(c -> c.label(Condition.above(0), "clicked"))
            .split(s -> s.byColumn("part"))
            .streams(
                s ->
                    s
                        .scale(Scaling.NONE)
                        .numeric("Age", "Book-Title_0")
                        .missing("unknown")
                        .categorical("Book-Author", "country")
                        .stream("user", "Age", "country")
                        .stream("item", "Book-Author", "Book-Title_0"));
    try (Model one = configured.train();
        Model two = fluent.train(configured.network(), t -> configured.options())) {
      assertEquals(3, one.history().size());
      for (int i = 0; i < 3; i++) {
        assertEquals(two.history().get(i).trainLoss(), one.history().get(i).trainLoss());
        assertEquals(two.history().get(i).valid(), one.history().get(i).valid());
      }
      assertArrayEquals(two.tested().score(), one.tested().score());
    }
  }

  @Test
  void what_it_writes_is_the_same_experiment() throws IOException {
    write();
    Configured configured = configured();
    configured.toYaml(folder.resolve("again").toString());
    Configured again =
        configure(
            folder.resolve("again/dataset_config.yaml").toString(),
            folder.resolve("again/model_config.yaml").toString(),
            "FinalMLP_small");
    assertEquals(configured.network(), again.network());
    assertEquals(configured.options(), again.options());
    assertEquals(configured.toString(), again.toString());
    assertTrue(configured.toString().contains("FinalMLP d 4"), configured.toString());
  }
}
