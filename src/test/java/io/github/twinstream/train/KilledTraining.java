package io.github.twinstream.train;

import io.github.twinstream.engine.Djl;
import io.github.twinstream.feature.EncodedRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/**
 * A program that trains in a folder, from its checkpoint if there is one, and writes what it came
 * to into {@code result.txt}. It is made to be killed.
 */
final class KilledTraining {
  static final TrainOptions OPTIONS =
      TrainOptions.DEFAULT.epochs(4).batchSize(16).learningRate(0.003).earlyStopping("AUC", 4);

  private KilledTraining() {}

  static EncodedRows train() {
    return PlantedRows.of(3200, 1);
  }

  static EncodedRows valid() {
    return PlantedRows.of(400, 2);
  }

  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    TrainOptions options = OPTIONS.checkpoints(folder.toString());
    EncodedRows train = train();
    EncodedRows valid = valid();
    Fingerprint rows = Fingerprint.of(train, valid);
    boolean begun = Files.exists(folder.resolve(Checkpoints.FILE));
    Checkpoints.Plan plan = new Checkpoints.Plan(PlantedRows.NETWORK, options, rows);
    Djl.engine();
    System.out.println("begins");
    try (Checkpoints checkpoints =
        (begun ? Checkpoints.resume(folder, rows) : Checkpoints.begin(plan)).eager()) {
      Trained trained =
          Trainer.build(
              PlantedRows.NETWORK,
              options,
              train,
              t -> begun ? t.goOn(train, valid, checkpoints) : t.begin(train, valid, checkpoints));
      Files.writeString(folder.resolve("result.txt"), words(trained));
    }
  }

  /** The final parameters and metrics, to the bit. */
  static String words(Trained trained) {
    StringBuilder words = new StringBuilder();
    Map<String, float[]> values = trained.network().parameters().snapshot();
    values.forEach(
        (name, numbers) -> words.append(name).append(' ').append(Arrays.hashCode(numbers)));
    trained
        .history()
        .forEach(e -> words.append('\n').append(e.trainLoss()).append(' ').append(e.valid()));
    return words.toString();
  }
}
