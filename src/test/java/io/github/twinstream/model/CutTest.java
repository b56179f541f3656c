package io.github.twinstream.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class CutTest {
  @Test
  void buffers_of_any_size_hold_their_rows_and_begin_where_the_engines_tensors_may() {
    for (int rows = 1; rows <= 200; rows++) {
      Cut cut = new Cut();
      cut.clear(rows, 3, 0, 7);
      assertEquals(rows * 3 * Float.BYTES, cut.ids().remaining());
      assertEquals(rows * 7 * Float.BYTES, cut.numbers().remaining());
      assertEquals(rows * Float.BYTES, cut.labels().remaining());
      assertEquals(0, cut.ids().alignmentOffset(0, 64));
      assertEquals(0, cut.numbers().alignmentOffset(0, 64));
    }
  }
}
