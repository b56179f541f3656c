package io.github.twinstream.engine;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import java.util.logging.Level;
import java.util.logging.Logger;

/** DJL's PyTorch engine, started once, offline unless {@code ai.djl.offline} says otherwise. */
public final class Djl {
  /** Kept, since java.util.logging forgets the level of a logger that nobody holds. */
  private static final Logger CUDA = Logger.getLogger("ai.djl.util.cuda.CudaUtils");

  private static final Logger ALL = Logger.getLogger("ai.djl");

  static {
    if (System.getenv("DJL_OFFLINE") == null && System.getProperty("ai.djl.offline") == null) {
      System.setProperty("ai.djl.offline", "true");
    }
    CUDA.setLevel(Level.OFF);
    ALL.setLevel(Level.WARNING);
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
}
