package io.github.twinstream.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TerminalProgressTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  private static ProgressEvent at(double seconds, boolean last) {
    return new ProgressEvent(7, "train", (long) seconds, 60, "loss 0.5", seconds, last);
  }

  private String printed() {
    return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }

  @Test
  void a_terminal_line_is_rewritten_in_place_and_ends_with_the_time_it_took() {
    TerminalProgress progress = new TerminalProgress(out, true);
    progress.progressed(at(0.5, false));
    progress.progressed(at(30, false));
    progress.progressed(at(60, true));

    assertEquals(
        "\rtrain [============            ] 50%  loss 0.5  30 s left"
            + "\rtrain [========================] 100%  loss 0.5  1 min 00 s\n",
        printed());
  }

  @Test
  void as_long_as_nothing_is_done_the_time_that_has_passed_is_told() {
    TerminalProgress progress = new TerminalProgress(out, true);
    progress.progressed(new ProgressEvent(7, "train", 0, 60, "", 3, false));
    progress.progressed(new ProgressEvent(8, "look for leaks", 0, 0, "times", 3, false));

    assertEquals(
        "\rtrain [                        ] 0%  3 s so far\rlook for leaks  times  3 s so far",
        printed().stripTrailing());
  }

  @Test
  void a_line_is_cut_before_the_terminal_would_break_it() {
    new TerminalProgress(out, true, 20).progressed(at(30, false));

    assertEquals("\rtrain [============", printed());
  }

  @Test
  void words_give_way_to_the_time_that_is_left() {
    new TerminalProgress(out, true, 55).progressed(at(30, false));

    assertEquals("\rtrain [============            ] 50%  loss  30 s left", printed());
  }

  @Test
  void a_log_gets_a_plain_line_every_ten_seconds_and_at_the_end() {
    TerminalProgress progress = new TerminalProgress(out, false);
    for (int second = 1; second < 25; second++) {
      progress.progressed(at(second, false));
    }
    progress.progressed(at(25, true));

    assertEquals(
        """
        train [====                    ] 17%  loss 0.5  50 s left
        train [========                ] 33%  loss 0.5  40 s left
        train [==========              ] 42%  loss 0.5  25 s
        """,
        printed());
  }

  @Test
  void a_task_shorter_than_a_second_is_not_shown() {
    new TerminalProgress(out, false).progressed(at(0.9, true));

    assertEquals("", printed());
  }
}
