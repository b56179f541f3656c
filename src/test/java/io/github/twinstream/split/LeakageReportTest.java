package io.github.twinstream.split;

import static io.github.twinstream.testing.SmallTables.ints;
import static io.github.twinstream.testing.SmallTables.table;
import static io.github.twinstream.testing.SmallTables.texts;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.twinstream.error.DataException;
import io.github.twinstream.table.DataTable;
import org.junit.jupiter.api.Test;

class LeakageReportTest {
  private static final DataTable TABLE =
      table(
          texts("user", "a", "a", "a", "b", "b", "b"),
          texts("item", "x", "y", "z", "x", "y", "z"),
          ints("time", 1, 2, 3, 4, 5, 6));

  @Test
  void groups_in_two_parts_are_by_design_where_each_leaves_its_last_row() {
    SplitParts parts = new SplitPlan().leaveLastOut("user", "time").parts(TABLE);
    LeakageReport report = LeakageReport.of(TABLE, parts);
    assertFalse(report.hasLeaks());
    assertEquals(
        """
        looked for                                                    found  of  verdict
        ----------------------------------------------------------------------------------
        values of user in training and validation                         2   2  by design
        values of user in training and test                               2   2  by design
        values of user in validation and test                             2   2  by design
        training rows later in time than the first test row               1   2  by design
        validation rows that are in training too, alike in every co…      0   2  none
        test rows that are in training too, alike in every column         0   2  none
        test rows that are in validation too, alike in every column       0   2  none
        results are for values seen before, as far as there are any
        the model knows what was not yet known; byTime(...) parts the rows at one time
        """,
        report.toString());
  }

  @Test
  void groups_are_apart_where_the_split_is_by_group_and_items_are_not() {
    SplitParts parts = new SplitPlan().byGroup("user").ratios(0.5, 0, 0.5).parts(TABLE);
    assertEquals(0, LeakageReport.of(TABLE, parts).findings().get(1).count());
    LeakageReport.Finding items = LeakageReport.of(TABLE, parts, "item", null).findings().get(1);
    assertEquals("values of item in training and test", items.what());
    assertEquals(3, items.count());
    assertTrue(items.byDesign());
  }

  @Test
  void future_rows_in_training_are_a_leak_of_a_random_split_and_absent_by_time() {
    DataTable table = table(ints("time", 6, 5, 4, 3, 2, 1));
    SplitParts byRow = new SplitPlan().byRow().ratios(0.5, 0, 0.5).seed(1).parts(table);
    LeakageReport.Finding future = LeakageReport.of(table, byRow, null, "time").findings().get(0);
    assertTrue(future.isLeak(), future.toString());
    SplitParts byTime = new SplitPlan().byTime("time").ratios(0.5, 0, 0.5).parts(table);
    assertEquals(0, LeakageReport.of(table, byTime).findings().get(0).count());
  }

  @Test
  void rows_that_come_again_are_a_leak() {
    DataTable table = table(ints("a", 1, 1, 1, 1), texts("b", null, null, null, null));
    SplitParts parts = new SplitPlan().byRow().ratios(0.5, 0.25, 0.25).parts(table);
    LeakageReport report = LeakageReport.of(table, parts);
    assertTrue(report.hasLeaks());
    assertEquals(1, report.findings().get(1).count());
  }

  @Test
  void rows_without_group_or_time_are_left_out() {
    DataTable table = table(texts("u", null, null, null, null), ints("t", null, null, null, null));
    SplitParts parts = new SplitPlan().byRow().ratios(0.5, 0, 0.5).parts(table);
    LeakageReport report = LeakageReport.of(table, parts, "u", "t");
    assertEquals(0, report.findings().get(1).count());
    assertEquals(0, report.findings().get(3).count());
  }

  @Test
  void another_table_is_refused() {
    SplitParts parts = new SplitPlan().byRow().ratios(0.5, 0, 0.5).parts(TABLE);
    assertEquals(
        "the split is of 6 rows, but the table has 1: give the table that was split",
        assertThrows(DataException.class, () -> LeakageReport.of(table(ints("a", 1)), parts))
            .getMessage());
  }
}
