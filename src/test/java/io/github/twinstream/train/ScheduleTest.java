package io.github.twinstream.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.twinstream.error.ConfigException;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  @Test
  void a_constant_rate_stays() {
    assertEquals(1, Schedule.CONSTANT.share(0, 10));
    assertEquals(1, Schedule.CONSTANT.share(9, 10));
  }

  @Test
  void a_warm_up_rises_to_the_whole_rate_at_its_last_step() {
    Schedule schedule = Schedule.CONSTANT.after(4);
    assertEquals(0.25, schedule.share(0, 100));
    assertEquals(1, schedule.share(3, 100));
    assertEquals(1, schedule.share(50, 100));
  }

  @Test
  void a_cosine_falls_from_the_whole_rate_to_the_least() {
    Schedule schedule = Schedule.cosineDecay().after(10).downTo(0.1);
    assertEquals(1, schedule.share(10, 110), 1e-12);
    assertEquals(0.55, schedule.share(60, 110), 1e-12);
    assertEquals(0.1, schedule.share(110, 110), 1e-12);
  }

  @Test
  void ranges_are_checked() {
    assertEquals(
        "warmUp is -1: it must be at least 0",
        assertThrows(ConfigException.class, () -> Schedule.CONSTANT.after(-1)).getMessage());
    assertEquals(
        "least is 2.0: it must be from 0 to 1",
        assertThrows(ConfigException.class, () -> Schedule.CONSTANT.downTo(2)).getMessage());
  }
}
