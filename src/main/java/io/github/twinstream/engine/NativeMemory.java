package io.github.twinstream.engine;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;

/**
 * Keeps glibc from giving freed tensors back to the system. A batch's tensors are tens of megabytes
 * each; by default each is mapped anew and its pages are cleared at first touch, which costs a
 * training step a quarter of its time. {@code MALLOC_ARENA_MAX=1} in the environment, which the
 * launcher sets, helps further; it cannot be set once the JVM runs.
 */
final class NativeMemory {
  private static final int TRIM_THRESHOLD = -1;
  private static final int MMAP_THRESHOLD = -3;
  private static final int GIB = 1 << 30;

  /** What older versions of glibc allow at most. */
  private static final int MMAP_THRESHOLD_LIMIT = 32 << 20;

  private NativeMemory() {}

  /** Does nothing where there is no glibc. */
  static void keepFreedBlocks() {
    if (!Platform.isLinux()) {
      return;
    }
    try {
      Function mallopt = NativeLibrary.getInstance("c").getFunction("mallopt");
      boolean taken = set(mallopt, MMAP_THRESHOLD, GIB);
      if (!taken) {
        set(mallopt, MMAP_THRESHOLD, MMAP_THRESHOLD_LIMIT);
      }
      set(mallopt, TRIM_THRESHOLD, GIB);
    } catch (UnsatisfiedLinkError e) {
      // another C library: its own ways are kept
      return;
    }
  }

  private static boolean set(Function mallopt, int option, int value) {
    return mallopt.invokeInt(new Object[] {option, value}) == 1;
  }
}
