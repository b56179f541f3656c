package io.github.twinstream.train;

import io.github.twinstream.feature.EncodedRows;
import io.github.twinstream.feature.Field;
import io.github.twinstream.feature.Schema;
import io.github.twinstream.model.FinalMlp;
import io.github.twinstream.model.MlpSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** A small training with dropout, batch normalisation and several steps an epoch. */
final class PlantedRows {
  static final FinalMlp NETWORK =
      FinalMlp.preset("article")
          .embeddingDim(4)
          .streams(MlpSpec.of(16).dropout(0.3).batchNorm(true), MlpSpec.of(8).batchNorm(true), 2)
          .gateHidden(MlpSpec.of(8));

  private PlantedRows() {}

  /** Labels follow the sum of an id's hidden value and a number. */
  static EncodedRows of(int count, long seed) {
    Map<String, List<String>> streams = new LinkedHashMap<>();
    streams.put("a", List.of("x"));
    streams.put("b", List.of("c"));
    Schema schema = Schema.of(List.of(Field.numeric("x", "x"), Field.categorical("c", 8)), streams);
    SplittableRandom random = new SplittableRandom(seed);
    int[] ids = new int[count];
    float[] numeric = new float[count];
    float[] label = new float[count];
    for (int i = 0; i < count; i++) {
      ids[i] = 1 + random.nextInt(6);
      numeric[i] = (float) random.nextDouble();
      label[i] = (ids[i] % 2 == 0 ? 0.5 : -0.5) + numeric[i] + random.nextDouble() > 1 ? 1 : 0;
    }
    return new EncodedRows(
        schema, count, ids, numeric, label, new double[0], new int[0], new String[0]);
  }
}
