package io.github.twinstream.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.pytorch.jni.JniUtils;
import io.github.twinstream.error.ConfigException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ThreadsTest {
  private static final int CORES = Runtime.getRuntime().availableProcessors();

  @AfterEach
  void oneACoreAgain() {
    Threads.use(CORES);
  }

  @Test
  void setsPyTorchsThreadsAndOurs() {
    Threads.use(3);

    assertEquals(3, Threads.count());
    assertEquals(3, JniUtils.getNumThreads());
    assertTrue(namesOfWorkers().size() <= 3);
  }

  @Test
  void withOneThreadNothingRunsBesideAnotherThing() throws Exception {
    Threads.use(1);

    Thread caller = Thread.currentThread();
    assertEquals(1, namesOfWorkers().size());
    assertEquals(caller, Threads.beside(Thread::currentThread).get());
  }

  @Test
  void refusesNumbersThatNoMachineHas() {
    for (int wrong : new int[] {0, -1, 1025}) {
      String message = assertThrows(ConfigException.class, () -> Threads.use(wrong)).getMessage();
      assertEquals(
          "threads is "
              + wrong
              + ": it must be from 1 to 1024; this machine has "
              + CORES
              + " cores",
          message);
    }
  }

  private static Set<String> namesOfWorkers() {
    Set<String> names = ConcurrentHashMap.newKeySet();
    return Threads.spread(
        () -> {
          IntStream.range(0, 64)
              .parallel()
              .forEach(i -> names.add(Thread.currentThread().getName()));
          return names;
        });
  }
}
