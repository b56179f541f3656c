package io.github.twinstream.kernel.eval;

/** Stands in for {@code System.exit} in cells, which would end the kernel without a word. */
public final class ExitGuard {
  private ExitGuard() {}

  /** Refuses. */
  public static void exit(int status) {
    throw new SecurityException(
        "System.exit("
            + status
            + ") refused: it would end the kernel and lose all variables; let the cell end, or"
            + " restart the kernel from its menu");
  }

  /** Refuses, for {@code Runtime.exit} and {@code Runtime.halt}. */
  public static void exit(Runtime runtime, int status) {
    exit(status);
  }
}
