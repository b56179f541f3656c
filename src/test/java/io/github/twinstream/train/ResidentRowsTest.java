package io.github.twinstream.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.twinstream.engine.Djl;
import io.github.twinstream.feature.EncodedRows;
import io.github.twinstream.feature.Field;
import io.github.twinstream.feature.Pooling;
import io.github.twinstream.feature.RowSource;
import io.github.twinstream.feature.Schema;
import io.github.twinstream.model.Network;
import io.github.twinstream.model.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ResidentRowsTest {
  private static final int ROWS = 70;
  private static final int SIZE = 32;

  private static EncodedRows rows() {
    Schema schema =
        Schema.of(
            List.of(
                Field.numeric("x", "x"),
                Field.categorical("c", 8),
                Field.sequence("s", 6, 3, Pooling.MEAN, "")),
            Map.of());
    SplittableRandom random = new SplittableRandom(3);
    int[] ids = random.ints(ROWS * 4L, 0, 6).toArray();
    float[] numbers = new float[ROWS];
    float[] labels = new float[ROWS];
    int[] groups = new int[ROWS];
    String[] names = IntStream.range(0, 9).mapToObj(i -> "u" + i).toArray(String[]::new);
    for (int i = 0; i < ROWS; i++) {
      numbers[i] = (float) random.nextDouble();
      labels[i] = random.nextInt(2);
      groups[i] = random.nextInt(names.length);
    }
    return new EncodedRows(schema, ROWS, ids, numbers, labels, new double[0], groups, names);
  }

  @ParameterizedTest
  @EnumSource(Loss.class)
  void learns_what_batches_cut_one_by_one_teach(Loss loss) {
    List<Double> cut = losses(loss, (network, rows) -> new Batches(network.inputs(), rows, SIZE));
    List<Double> resident =
        losses(
            loss,
            (network, rows) ->
                new ResidentRows(network.inputs(), rows, SIZE, network.parameters().manager()));
    assertEquals(cut, resident);
    assertEquals(6, resident.size());
    assertTrue(resident.get(5) < resident.get(0), () -> "losses: " + resident);
  }

  @Test
  void rows_beyond_its_room_do_not_fit() {
    RowSource few = rows();
    try (Parameters parameters = new Parameters(Djl.manager(), 1)) {
      Network network = PlantedRows.NETWORK.build(few.schema(), parameters);
      assertTrue(ResidentRows.fit(network.inputs(), few));
      RowSource many =
          new OtherRows(few) {
            @Override
            public int rows() {
              return 2_000_000_000;
            }
          };
      assertFalse(ResidentRows.fit(network.inputs(), many));
    }
  }

  private interface Made {
    Feed of(Network network, RowSource rows);
  }

  /** Two passes of three batches, the last of which is shorter. */
  private static List<Double> losses(Loss loss, Made made) {
    EncodedRows rows = rows();
    TrainOptions options = TrainOptions.DEFAULT.loss(loss);
    List<Double> losses = new ArrayList<>();
    int[] order = IntStream.range(0, ROWS).map(i -> ROWS - 1 - i).toArray();
    try (Parameters parameters = new Parameters(Djl.manager(), 1)) {
      Network network = PlantedRows.NETWORK.build(rows.schema(), parameters);
      Learner learner = new Learner(network, options);
      try (Feed feed = made.of(network, rows)) {
        for (int pass = 0; pass < 2; pass++) {
          Djl.engine().setRandomSeed(5);
          feed.start(order);
          for (Feed.Portion p = feed.next(); p != null; p = feed.next()) {
            losses.add(learner.step(p, 0.05));
          }
          assertNull(feed.next());
        }
      }
    }
    return losses;
  }
}
