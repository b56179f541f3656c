package io.github.twinstream.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.twinstream.error.DataException;
import org.junit.jupiter.api.Test;

class AucTest {
  private final Auc auc = new Auc();

  @Test
  void countsPairsAcrossUsers() {
    Measurement m =
        auc.measure(
            Rows.of(new double[] {0.1, 0.4, 0.35, 0.8}, new int[] {0, 1, 2, 0}, 0, 0, 1, 1));

    assertEquals(0.75, m.value(), 1e-12);
    assertEquals(0.5, m.chance());
    assertEquals(4, m.rows());
    assertEquals(3, m.users());
  }

  @Test
  void resampledOnceEachEqualsTheValue() {
    var rows = Rows.random(500, 40, 1);
    int[] once = new int[40];
    java.util.Arrays.fill(once, 1);
    Measurement m = auc.measure(rows);

    assertEquals(m.value(), m.resampled(once), 1e-12);
  }

  @Test
  void oneClassIsUndefinedAndSaysWhich() {
    Measurement m = auc.measure(Rows.ofOneUser(new double[] {0.1, 0.2}, 1, 1));

    assertEquals(Double.NaN, m.value());
    assertEquals(Double.NaN, m.chance());
    assertEquals("there is only one class: all 2 labels are 1", m.undefined());
  }

  @Test
  void noRowsAreUndefined() {
    assertEquals("there are no rows", auc.measure(Rows.none()).undefined());
  }

  @Test
  void nanScoresAreRefused() {
    assertThrows(
        DataException.class,
        () -> auc.measure(Rows.ofOneUser(new double[] {Double.NaN, 0.2}, 1, 0)));
  }
}
