package io.github.twinstream.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final List<ProgressEvent> events = new CopyOnWriteArrayList<>();
  private final Thread self = Thread.currentThread();
  private final Progress.Subscription subscription =
      Progress.subscribe(
          event -> {
            if (Thread.currentThread() == self) {
              events.add(event);
            }
          });

  @AfterEach
  void stopListening() {
    subscription.close();
  }

  @Test
  void a_task_reports_its_end() {
    try (Progress.Task task = Progress.start("read", 10)) {
      task.advance(10);
    }

    ProgressEvent last = events.get(events.size() - 1);
    assertTrue(last.last());
    assertEquals(1, last.share());
  }

  @Test
  void a_step_has_no_line_of_its_own_but_is_told_behind_the_outer_bar() {
    try (Progress.Task outer = Progress.start("compare", 2)) {
      outer.within(
          "FinalMLP",
          () -> {
            try (Progress.Task inner = Progress.start("train", 10)) {
              inner.advance(4);
              pause();
              inner.detail("epoch 2");
            }
            return null;
          });
      pause();
      outer.advance(2);
    }

    assertTrue(events.stream().allMatch(event -> event.name().equals("compare")), events::toString);
    List<String> details = events.stream().map(ProgressEvent::detail).toList();
    assertTrue(details.contains("FinalMLP: train 40 %, epoch 2"), details::toString);
    assertEquals("FinalMLP", details.get(details.size() - 1));
  }

  @Test
  void behind_a_step_tasks_have_lines_again() {
    try (Progress.Task outer = Progress.start("compare", 1)) {
      outer.within("FinalMLP", () -> null);
    }
    Progress.start("read", 1).close();

    assertEquals("read", events.get(events.size() - 1).name());
  }

  @Test
  void a_task_that_says_nothing_is_told_of_all_the_same() throws InterruptedException {
    List<ProgressEvent> told = new CopyOnWriteArrayList<>();
    Progress.Subscription all = Progress.subscribe(told::add);
    Progress.Task task = Progress.start("silent", 3);
    for (int i = 0; i < 50 && told.stream().noneMatch(e -> e.name().equals("silent")); i++) {
      Thread.sleep(100);
    }
    task.close();
    all.close();

    ProgressEvent first =
        told.stream().filter(e -> e.name().equals("silent")).findFirst().orElseThrow();
    assertFalse(first.last());
    assertEquals(0, first.done());
    assertTrue(first.seconds() > 0.5, first::toString);
  }

  @Test
  void nothing_is_told_of_muted_steps() {
    Progress.muted(
        () -> {
          Progress.start("score", 1).close();
          return null;
        });

    assertEquals(List.of(), events);
  }

  private static void pause() {
    try {
      Thread.sleep(120);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
