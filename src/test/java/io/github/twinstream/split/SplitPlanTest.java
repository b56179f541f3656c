package io.github.twinstream.split;

import static io.github.twinstream.testing.SmallTables.ints;
import static io.github.twinstream.testing.SmallTables.table;
import static io.github.twinstream.testing.SmallTables.texts;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.DataException;
import io.github.twinstream.table.DataTable;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import tech.tablesaw.api.DateColumn;

class SplitPlanTest {
  private static SplitPlan plan() {
    return new SplitPlan();
  }

  private static String problem(Executable call) {
    return assertThrows(DataException.class, call).getMessage();
  }

  private static String refusal(Executable call) {
    return assertThrows(ConfigException.class, call).getMessage();
  }

  /** So many rows of users 0, 1, 2, 3, ... in turn. */
  private static DataTable users(int rows, int users) {
    return table(
        ints("user", IntStream.range(0, rows).mapToObj(i -> i % users).toArray(Integer[]::new)),
        ints("time", IntStream.range(0, rows).boxed().toArray(Integer[]::new)));
  }

  private static Set<String> users(DataTable table, int[] rows) {
    String[] tokens = table.tokens("user");
    return Arrays.stream(rows).mapToObj(row -> tokens[row]).collect(Collectors.toSet());
  }

  private static void assertPartition(SplitParts parts, int rows) {
    int[] all =
        IntStream.concat(
                Arrays.stream(parts.train()),
                IntStream.concat(Arrays.stream(parts.valid()), Arrays.stream(parts.test())))
            .sorted()
            .toArray();
    assertArrayEquals(IntStream.range(0, rows).toArray(), all);
    for (Part part : Part.values()) {
      assertArrayEquals(Arrays.stream(parts.rows(part)).sorted().toArray(), parts.rows(part));
    }
  }

  @Nested
  class ByGroup {
    @Test
    void cuts_groups_by_the_ratios_and_never_parts_one() {
      DataTable table = users(40, 10);
      SplitParts parts = plan().byGroup("user").ratios(0.7, 0.1, 0.2).seed(1).parts(table);
      assertPartition(parts, 40);
      assertEquals(7, users(table, parts.train()).size());
      assertEquals(1, users(table, parts.valid()).size());
      assertEquals(2, users(table, parts.test()).size());
      assertEquals(28, parts.size(Part.TRAIN));
    }

    @Test
    void gives_the_same_parts_for_the_same_seed_and_others_for_another() {
      DataTable table = users(40, 10);
      assertEquals(
          plan().byGroup("user").seed(5).parts(table), plan().byGroup("user").seed(5).parts(table));
      assertNotEquals(
          Arrays.toString(plan().byGroup("user").seed(5).parts(table).test()),
          Arrays.toString(plan().byGroup("user").seed(6).parts(table).test()));
    }

    @Test
    void gives_these_parts_on_every_platform() {
      SplitParts parts = plan().byGroup("user").seed(42).parts(users(10, 10));
      assertArrayEquals(new int[] {5}, parts.valid());
      assertArrayEquals(new int[] {4, 7}, parts.test());
    }

    @Test
    void refuses_rows_without_a_group() {
      assertEquals(
          "1 of 2 rows have no 'user', the group column of the split: drop them first with"
              + " dropMissing(\"user\")",
          problem(() -> plan().byGroup("user").parts(table(texts("user", "a", null)))));
    }

    @Test
    void refuses_an_empty_part() {
      assertEquals(
          "byGroup('user'), ratios(0.7, 0.1, 0.2), seed(42): the test part would be empty:"
              + " there are 6 rows and 2 groups; take more data, or another split",
          problem(() -> plan().byGroup("user").ratios(0.7, 0.1, 0.2).parts(users(6, 2))));
    }

    @Test
    void may_do_without_validation() {
      SplitParts parts = plan().byGroup("user").ratios(0.5, 0, 0.5).parts(users(6, 2));
      assertEquals(0, parts.size(Part.VALID));
      assertEquals(3, parts.size(Part.TEST));
    }

    @Test
    void may_do_without_a_test() {
      assertEquals(0, plan().byGroup("user").ratios(0.9, 0.1, 0).parts(users(6, 6)).test().length);
    }
  }

  @Nested
  class HoldingOut {
    @Test
    void the_last_rows_leaves_the_others_to_training() {
      DataTable table = users(40, 10);
      SplitParts parts =
          plan()
              .byGroup("user")
              .ratios(0.7, 0.1, 0.2)
              .holdOut(HoldOut.last(1, "time"))
              .parts(table);
      assertPartition(parts, 40);
      assertEquals(1, parts.size(Part.VALID));
      assertEquals(2, parts.size(Part.TEST));
      assertTrue(Arrays.stream(parts.test()).allMatch(row -> row >= 30));
    }

    @Test
    void always_leaves_a_row_of_the_group() {
      assertEquals(2, HoldOut.last(5, "t").of(3));
      assertEquals(0, HoldOut.last(5, "t").of(1));
      assertEquals(1, HoldOut.sample(1).of(2));
      assertEquals(2, HoldOut.lastShare(0.5, "t").of(4));
      assertEquals(1, HoldOut.sampleShare(0.9).of(2));
      assertEquals(3, HoldOut.all().of(3));
    }

    @Test
    void drawn_rows_are_as_many_as_asked() {
      SplitParts parts =
          plan()
              .byGroup("user")
              .ratios(0.5, 0.1, 0.4)
              .holdOut(HoldOut.sample(2))
              .parts(users(40, 10));
      assertPartition(parts, 40);
      assertEquals(8, parts.size(Part.TEST));
    }

    @Test
    void belongs_to_groups() {
      assertEquals(
          "byRow(), holdOut(2 drawn at random), seed(42): holdOut(...) says what of a group is"
              + " tested; it goes with byGroup(...)",
          refusal(() -> plan().byRow().holdOut(HoldOut.sample(2)).parts(users(6, 2))));
    }

    @Test
    void nonsense_is_refused() {
      assertEquals(
          "rows held out is 0: it must be at least 1", refusal(() -> HoldOut.last(0, "t")));
      assertEquals(
          "share held out is 1.0: it must be greater than 0 and less than 1",
          refusal(() -> HoldOut.sampleShare(1)));
    }
  }

  @Nested
  class ByTime {
    @Test
    void trains_on_the_earliest_and_tests_on_the_latest() {
      DataTable table = table(ints("t", 9, 1, 8, 2, 7, 3, 6, 4, 5, 0));
      SplitParts parts = plan().byTime("t").ratios(0.7, 0.1, 0.2).parts(table);
      assertArrayEquals(new int[] {0, 2}, parts.test());
      assertArrayEquals(new int[] {4}, parts.valid());
    }

    @Test
    void never_parts_rows_of_the_same_time() {
      DataTable table = table(ints("t", 1, 2, 2, 2, 3, 4));
      SplitParts parts = plan().byTime("t").ratios(0.4, 0.4, 0.2).parts(table);
      assertArrayEquals(new int[] {0, 1, 2, 3}, parts.train());
      assertArrayEquals(new int[] {5}, parts.test());
    }

    @Test
    void takes_dates() {
      DateColumn dates =
          DateColumn.create(
              "d", LocalDate.of(2005, 1, 1), LocalDate.of(2003, 1, 1), LocalDate.of(2004, 1, 1));
      SplitParts parts = plan().byTime("d").ratios(0.34, 0.33, 0.33).parts(table(dates));
      assertArrayEquals(new int[] {1}, parts.train());
      assertArrayEquals(new int[] {0}, parts.test());
    }

    @Test
    void refuses_text_missing_times_and_one_time_only() {
      assertEquals(
          "column 't' holds text values, which are not ordered in time: it takes numbers such as"
              + " seconds, or ISO dates such as 2004-09-17 or 2004-09-17T08:30:00",
          problem(() -> plan().byTime("t").parts(table(texts("t", "a")))));
      assertEquals(
          "1 of 2 rows have no 't', the time column of the split: drop them first with"
              + " dropMissing(\"t\")",
          problem(() -> plan().byTime("t").parts(table(ints("t", 1, null)))));
      assertEquals(
          "byTime('t'), seed(42): the validation part would be empty: there are 4 rows and 1"
              + " different times; take more data, or another split",
          problem(() -> plan().byTime("t").parts(table(ints("t", 1, 1, 1, 1)))));
    }
  }

  @Nested
  class LeaveLastOut {
    @Test
    void tests_the_last_row_and_validates_the_last_but_one() {
      // GIVEN users a with 4 rows, b with 2, c with 1; the two last of a at the same time
      DataTable table =
          table(texts("u", "a", "b", "a", "a", "c", "b", "a"), ints("t", 5, 9, 1, 7, 1, 2, 7));
      SplitParts parts = plan().leaveLastOut("u", "t").parts(table);
      assertPartition(parts, 7);
      assertArrayEquals(new int[] {1, 6}, parts.test());
      assertArrayEquals(new int[] {3}, parts.valid());
    }

    @Test
    void takes_no_ratios() {
      assertEquals(
          "leaveLastOut('user', 'time'), ratios(0.7, 0.1, 0.2), seed(42): it holds out one row of"
              + " each group for each part; leave out ratios(...)",
          refusal(
              () -> plan().leaveLastOut("user", "time").ratios(0.7, 0.1, 0.2).parts(users(6, 2))));
    }

    @Test
    void refuses_groups_of_one_row_only() {
      assertEquals(
          "leaveLastOut('user', 'time'), seed(42): the validation part would be empty: there are 3"
              + " rows and 3 groups; take more data, or another split",
          problem(() -> plan().leaveLastOut("user", "time").parts(users(3, 3))));
    }
  }

  @Nested
  class Folds {
    @Test
    void test_and_validate_each_group_once() {
      DataTable table = users(44, 11);
      List<SplitParts> folds = plan().byGroup("user").seed(3).folds(5, table);
      int[] tested = new int[44];
      int[] validated = new int[44];
      for (SplitParts parts : folds) {
        assertPartition(parts, 44);
        Arrays.stream(parts.test()).forEach(row -> tested[row]++);
        Arrays.stream(parts.valid()).forEach(row -> validated[row]++);
      }
      assertTrue(Arrays.stream(tested).allMatch(times -> times == 1));
      assertTrue(Arrays.stream(validated).allMatch(times -> times == 1));
      assertEquals("byGroup('user'), seed(3), fold 2 of 5", folds.get(1).words());
    }

    @Test
    void hold_out_what_is_asked() {
      List<SplitParts> folds =
          plan().byGroup("user").holdOut(HoldOut.last(1, "time")).folds(5, users(40, 10));
      assertTrue(folds.stream().allMatch(parts -> parts.size(Part.TEST) == 2));
    }

    @Test
    void by_row_are_even() {
      List<SplitParts> folds = plan().byRow().folds(3, users(10, 2));
      assertEquals(List.of(4, 3, 3), folds.stream().map(parts -> parts.size(Part.TEST)).toList());
    }

    @Test
    void refuse_what_does_not_fit() {
      assertEquals(
          "folds is 2: it must be at least 3: one is tested, one validated, the others train",
          refusal(() -> plan().byRow().folds(2, users(6, 2))));
      assertEquals(
          "folds of byTime('time'): folds are made byGroup(...) or byRow()",
          refusal(() -> plan().byTime("time").folds(3, users(6, 2))));
      assertEquals(
          "byRow(), ratios(0.5, 0.2, 0.3), seed(42): 3 folds say how large each part is; leave out"
              + " ratios(...)",
          refusal(() -> plan().byRow().ratios(0.5, 0.2, 0.3).folds(3, users(6, 2))));
      assertEquals(
          "byGroup('user'), seed(42): 5 folds of 2 groups: there must be a group for each fold; take"
              + " at most 2 folds",
          problem(() -> plan().byGroup("user").folds(5, users(6, 2))));
    }
  }

  @Nested
  class Shares {
    @Test
    void must_add_up_to_1() {
      assertEquals(
          "ratios(0.7, 0.2, 0.2) add up to 1.1: they must add up to 1, train greater than 0, the"
              + " others at least 0, e.g. ratios(0.7, 0.1, 0.2)",
          refusal(() -> plan().ratios(0.7, 0.2, 0.2)));
      assertThrows(ConfigException.class, () -> plan().ratios(0, 0.5, 0.5));
      assertThrows(ConfigException.class, () -> plan().ratios(1.2, -0.2, 0));
      assertThrows(ConfigException.class, () -> plan().ratios(Double.NaN, 0.5, 0.5));
    }
  }

  @Test
  void a_plan_that_does_not_say_who_is_tested_is_refused() {
    assertEquals(
        "the split does not say who is tested: begin with byGroup(column), byRow(), byTime(column),"
            + " leaveLastOut(groupColumn, timeColumn) or byColumn(column)",
        refusal(() -> plan().seed(1).parts(users(6, 2))));
  }

  @Test
  void a_table_without_rows_is_refused() {
    assertEquals(
        "byRow(), seed(42): the table has no rows, so there is nothing to split; report() of"
            + " what was cleaned says where they went",
        problem(() -> plan().byRow().parts(table(ints("a")))));
  }

  @Test
  void parts_print_their_plan_and_sizes() {
    assertEquals(
        """
        byRow(), ratios(0.5, 0.25, 0.25), seed(7)
        part        rows  share
        -----------------------
        training       4  50.0%
        validation     2  25.0%
        test           2  25.0%
        """,
        plan().byRow().ratios(0.5, 0.25, 0.25).seed(7).parts(users(8, 2)).toString());
  }

  @Test
  void every_split_is_a_partition_in_the_order_of_the_table() {
    Random random = new Random(17);
    for (int round = 0; round < 200; round++) {
      int rows = 20 + random.nextInt(80);
      int groups = 20;
      DataTable table =
          table(
              ints("user", random.ints(rows, 0, groups).boxed().toArray(Integer[]::new)),
              ints("time", random.ints(rows, 0, 50).boxed().toArray(Integer[]::new)));
      SplitPlan plan = plan().seed(round);
      switch (round % 3) {
        case 0 -> plan.byGroup("user").ratios(0.6, 0.2, 0.2);
        case 1 -> plan.byRow().ratios(0.6, 0.2, 0.2);
        default -> plan.byTime("time").ratios(0.5, 0.25, 0.25);
      }
      SplitParts parts = plan.parts(table);
      assertPartition(parts, rows);
      assertTrue(!LeakageReport.of(table, parts).findings().isEmpty());
    }
  }
}
