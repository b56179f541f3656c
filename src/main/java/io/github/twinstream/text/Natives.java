package io.github.twinstream.text;

import ai.djl.engine.Engine;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Starts the native libraries beneath the encoders without the network and without chatter.
 *
 * <p>On a machine with a GPU, DJL would fetch CUDA builds of PyTorch and of the tokenizers by
 * itself. Unless the user has chosen otherwise, it is told to stay offline ({@code
 * ai.djl.offline}), and the tokenizers to use the build in their artifact ({@code RUST_FLAVOR}).
 * The PyTorch engine is started first, because both it and ONNX Runtime bring thread pools of their
 * own, and the engine's settings must not depend on which of the two a program happens to use
 * first.
 */
final class Natives {
  // held here, because java.util.logging forgets the level of a logger that nobody holds
  private static final Logger DJL = Logger.getLogger("ai.djl");
  private static final Logger CUDA = Logger.getLogger("ai.djl.util.cuda.CudaUtils");

  private Natives() {}

  /** Safe to call often; only the first call does something. */
  static synchronized void start() {
    quieten(DJL, Level.WARNING);
    quieten(CUDA, Level.SEVERE);
    byDefault("DJL_OFFLINE", "ai.djl.offline", "true");
    byDefault("RUST_FLAVOR", "RUST_FLAVOR", "cpu");
    Engine.getInstance();
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
