package io.github.twinstream.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.BaseNDManager;
import io.github.twinstream.engine.Djl;
import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.DataException;
import io.github.twinstream.feature.EncodedRows;
import io.github.twinstream.feature.Features;
import io.github.twinstream.model.Network;
import io.github.twinstream.model.Parameters;
import io.github.twinstream.model.Pass;
import io.github.twinstream.table.DataTable;
import io.github.twinstream.train.Scoring;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FinalMlpInsideTest {
  private final DataTable table = Planted.rows(40, 5);
  private final Features features = Planted.features(table);
  private final EncodedRows rows = Planted.encode(features, table);

  /** A gate's last bias of +9 opens a dimension to 2, one of -9 shuts it to 0. */
  private static void plantGate(Map<String, float[]> values, int stream, int field, float bias) {
    String layer = "fs_module.fs" + stream + "_gate.mlp.2.";
    int d = 4;
    float[] weight = values.get(layer + "weight");
    int hidden = weight.length / (d * 4);
    Arrays.fill(weight, field * d * hidden, (field + 1) * d * hidden, 0);
    Arrays.fill(values.get(layer + "bias"), field * d, (field + 1) * d, bias);
  }

  @Test
  void planted_gates_come_back_at_their_columns_over_twenty_seeds() {
    for (int seed = 1; seed <= 20; seed++) {
      try (Parameters parameters = new Parameters(Djl.manager(), seed)) {
        Network network = Planted.SMALL.build(features.schema(), parameters);
        Map<String, float[]> values = parameters.snapshot();
        int open = seed % 4;
        int shut = (seed + 1 + seed / 4) % 4 == open ? (open + 1) % 4 : (seed + 1 + seed / 4) % 4;
        plantGate(values, 1, open, 9);
        plantGate(values, 1, shut, -9);
        plantGate(values, 2, shut, 9);
        parameters.restore(values);
        FieldGates gates = FinalMlpInside.read(network, "FinalMLP", rows).gates().orElseThrow();
        assertEquals(2, gates.column(Planted.COLUMNS.get(open)).mean()[0], 1e-3);
        assertEquals(0, gates.column(Planted.COLUMNS.get(shut)).mean()[0], 1e-3);
        assertEquals(2, gates.column(Planted.COLUMNS.get(shut)).mean()[1], 1e-3);
        assertEquals(0, gates.column(Planted.COLUMNS.get(shut)).overRows()[1], 1e-3);
      }
    }
  }

  /** The stream whose weights are made a hundred times larger matters most; so does a head. */
  @Test
  void planted_weights_of_the_fusion_come_back_over_twenty_seeds() {
    for (int seed = 1; seed <= 20; seed++) {
      for (String part : new String[] {"w_x", "w_y", "w_xy"}) {
        try (Parameters parameters = new Parameters(Djl.manager(), seed)) {
          Network network = Planted.SMALL.build(features.schema(), parameters);
          Map<String, float[]> values = parameters.snapshot();
          String name = "fusion_module." + part + (part.equals("w_xy") ? "" : ".weight");
          float[] weights = values.get(name);
          int end = part.equals("w_xy") ? weights.length / 2 : weights.length;
          for (int i = 0; i < end; i++) {
            weights[i] *= 1000;
          }
          parameters.restore(values);
          StreamImportance found = FinalMlpInside.read(network, "FinalMLP", rows).importance();
          StreamImportance.Term largest =
              found.parts().stream().max((a, b) -> Double.compare(a.sum(), b.sum())).orElseThrow();
          String wanted = part.equals("w_x") ? "first" : part.equals("w_y") ? "second" : "bilinear";
          assertEquals(wanted, largest.name(), () -> found.toString());
          if (part.equals("w_xy")) {
            assertTrue(found.heads().get(0).sum() > 10 * found.heads().get(1).sum());
          }
        }
      }
    }
  }

  @Test
  void the_parts_add_up_to_the_logit_of_every_row() {
    try (Parameters parameters = new Parameters(Djl.manager(), 3)) {
      Network network = Planted.SMALL.build(features.schema(), parameters);
      for (int row = 0; row < 5; row++) {
        DataTable one = table.rows(new int[] {row}, "one");
        EncodedRows encoded = Planted.encode(features, one);
        StreamImportance parts = FinalMlpInside.read(network, "FinalMLP", encoded).importance();
        double p = Scoring.score(network, encoded)[0];
        double sum = parts.parts().stream().mapToDouble(StreamImportance.Term::mean).sum();
        assertEquals(Math.log(p / (1 - p)), sum, 1e-5);
        assertEquals(
            parts.bilinear().mean(),
            parts.heads().stream().mapToDouble(StreamImportance.Term::mean).sum(),
            1e-6);
      }
    }
  }

  @Test
  void native_memory_is_given_back() {
    try (Parameters parameters = new Parameters(Djl.manager(), 3)) {
      Network network = Planted.SMALL.build(features.schema(), parameters);
      FinalMlpInside.read(network, "FinalMLP", rows);
      int before = ((BaseNDManager) parameters.manager()).getManagedArrays().size();
      FinalMlpInside.read(network, "FinalMLP", rows);
      assertEquals(before, ((BaseNDManager) parameters.manager()).getManagedArrays().size());
    }
  }

  @Test
  void without_gates_there_is_the_importance_alone() {
    try (Parameters parameters = new Parameters(Djl.manager(), 3)) {
      Network network = Planted.SMALL.withoutGates().build(features.schema(), parameters);
      assertTrue(FinalMlpInside.read(network, "FinalMLP", rows).gates().isEmpty());
    }
  }

  @Test
  void another_network_is_refused_with_what_explains_it() {
    try (Parameters parameters = new Parameters(Djl.manager(), 3)) {
      Network inner = Planted.SMALL.build(features.schema(), parameters);
      try (Parameters none = new Parameters(Djl.manager(), 3)) {
        Network other = new Renamed(inner, none);
        ConfigException e =
            assertThrows(ConfigException.class, () -> FinalMlpInside.read(other, "DualMLP", rows));
        assertEquals(
            "stream importance and gates are read from inside FinalMLP; DualMLP has neither:"
                + " permutation(), why(...) and partialDependence(...) explain any network",
            e.getMessage());
      }
    }
  }

  @Test
  void no_rows_are_refused() {
    try (Parameters parameters = new Parameters(Djl.manager(), 3)) {
      Network network = Planted.SMALL.build(features.schema(), parameters);
      EncodedRows none = Planted.encode(features, table.rows(new int[0], "none"));
      DataException e =
          assertThrows(DataException.class, () -> FinalMlpInside.read(network, "FinalMLP", none));
      assertEquals(
          "0 rows were given: stream importance and gates need at least one", e.getMessage());
    }
  }

  /** A network with other parameters. */
  private record Renamed(Network inner, Parameters parameters) implements Network {
    @Override
    public io.github.twinstream.model.EmbeddingLayer inputs() {
      return inner.inputs();
    }

    @Override
    public ai.djl.ndarray.NDArray logits(io.github.twinstream.model.Batch batch, Pass pass) {
      return inner.logits(batch, pass);
    }
  }
}
