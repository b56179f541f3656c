package io.github.twinstream.kernel;

import io.github.twinstream.kernel.protocol.Connection;

/**
 * Starts the kernel: {@code KernelMain [--startup FILE]... [--banner TEXT] [--index FILE]
 * CONNECTION_FILE}.
 */
public final class KernelMain {
  private KernelMain() {}

  /** Serves the connection until the front end shuts the kernel down. */
  public static void main(String[] words) throws Exception {
    KernelOptions options;
    try {
      options = KernelOptions.parse(words);
    } catch (IllegalArgumentException e) {
      System.err.println("kernel: " + e.getMessage());
      System.exit(2);
      return;
    }
    if (options.warmUpOnly()) {
      WarmUp.run(options);
      System.exit(0);
    }
    new Kernel(options, () -> Connection.read(options.connection())).serve();
    System.exit(0);
  }
}
