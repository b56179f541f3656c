package io.github.twinstream.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.twinstream.engine.Djl;
import io.github.twinstream.error.ConfigException;
import io.github.twinstream.feature.Field;
import io.github.twinstream.feature.Schema;
import org.junit.jupiter.api.Test;

/** {@link TwoTower} keeps what every network promises. */
class TwoTowerTest extends NetworkContract {
  @Override
  NetworkSpec defaults() {
    return TwoTower.DEFAULT;
  }

  @Override
  NetworkSpec small() {
    return TwoTower.DEFAULT.embeddingDim(4).towers(MlpSpec.of(8), MlpSpec.of(6), 4).cosine(true);
  }

  /** The contract's case of one field: two streams cannot be made of it. */
  @Override
  @Test
  void it_does_with_one_field_of_any_kind() {
    try (Parameters parameters = new Parameters(Djl.manager(), 1)) {
      Schema schema = SmallRows.of(Field.categorical("a", 5));
      ConfigException error =
          assertThrows(ConfigException.class, () -> small().build(schema, parameters));
      assertEquals(
          "TwoTower needs two streams with fields, but none is declared; declare them with"
              + " stream(\"user\", ...) and stream(\"item\", ...)",
          error.getMessage());
    }
  }
}
