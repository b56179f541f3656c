package io.github.twinstream.kernel.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import zmq.Msg;

/** How much memory frames from outside may take. */
class FrameBudgetTest {
  private final FrameBudget budget = new FrameBudget(10_000);

  @Test
  void a_frame_within_the_budget_has_bytes_of_its_own_and_may_be_followed() {
    Msg first = budget.allocate(4000);
    Msg second = budget.allocate(4000);
    first.setFlags(Msg.MORE);

    assertNotSame(first.data(), second.data());
    assertTrue(first.hasMore());
    assertEquals(4000, first.size());
  }

  @Test
  void a_frame_beyond_it_takes_no_memory_of_its_own_and_ends_its_message() {
    List<Msg> held = new ArrayList<>(List.of(budget.allocate(4000), budget.allocate(4000)));

    Msg beyond = budget.allocate(3000);
    Msg other = budget.allocate(3000);
    beyond.setFlags(Msg.MORE);

    assertEquals(3000, beyond.size());
    assertFalse(beyond.hasMore());
    assertSame(beyond.data(), other.data());
    assertEquals(2, held.size());
  }

  @Test
  void a_released_frame_makes_room() {
    Msg first = budget.allocate(9000);
    budget.release(first.data());
    budget.release(new byte[9000]);

    Msg second = budget.allocate(9000);
    second.setFlags(Msg.MORE);

    assertTrue(second.hasMore());
  }

  @Test
  void a_flood_of_frames_beyond_it_calls_the_garbage_collector_once_a_second() {
    AtomicInteger collections = new AtomicInteger();
    FrameBudget counted = new FrameBudget(10_000, collections::incrementAndGet);
    Msg held = counted.allocate(9000);

    long start = System.nanoTime();
    for (int i = 0; i < 10_000; i++) {
      counted.allocate(9000);
    }
    long seconds = (System.nanoTime() - start) / 1_000_000_000L;

    assertEquals(9000, held.size());
    assertTrue(collections.get() >= 1, "never");
    assertTrue(collections.get() <= seconds + 1, collections + " in " + seconds + " s");
  }

  @Test
  void a_frame_that_nobody_holds_any_more_makes_room() throws InterruptedException {
    budget.allocate(9000);

    boolean room = false;
    for (int tries = 0; !room && tries < 100; tries++) {
      Thread.sleep(20);
      Msg next = budget.allocate(9000);
      next.setFlags(Msg.MORE);
      room = next.hasMore();
    }

    assertTrue(room);
  }
}
