package io.github.twinstream.engine;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * DJL's PyTorch engine, started once. On a machine with a GPU, DJL would fetch CUDA builds of
 * PyTorch and of the tokenizers by itself; unless the user has chosen otherwise, it is told to stay
 * offline ({@code ai.djl.offline}), and the tokenizers to use the build in their artifact ({@code
 * RUST_FLAVOR}).
 */
public final class Djl {
  /** Kept, since java.util.logging forgets the level of a logger that nobody holds. */
  private static final Logger CUDA = Logger.getLogger("ai.djl.util.cuda.CudaUtils");

  private static final Logger ALL = Logger.getLogger("ai.djl");

  static {
    byDefault("DJL_OFFLINE", "ai.djl.offline", "true");
    byDefault("RUST_FLAVOR", "RUST_FLAVOR", "cpu");
    quieten(CUDA, Level.OFF);
    quieten(ALL, Level.WARNING);
    NativeMemory.keepFreedBlocks();
  }

  private Djl() {}

  /** The engine. */
  public static Engine engine() {
    return Engine.getEngine("PyTorch");
  }

  /** A manager of native memory on the device; close it to free all that it holds. */
  public static NDManager manager(Device device) {
    return engine().newBaseManager(device);
  }

  /** A manager of native memory on the CPU. */
  public static NDManager manager() {
    return manager(Device.cpu());
  }

  private static void byDefault(String variable, String property, String value) {
    if (System.getenv(variable) == null && System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  private static void quieten(Logger logger, Level level) {
    if (logger.getLevel() == null) {
      logger.setLevel(level);
    }
  }
}
