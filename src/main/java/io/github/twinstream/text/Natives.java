package io.github.twinstream.text;

import ai.djl.engine.Engine;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Starts the native libraries beneath the encoders without the network and without chatter.
 *
 * <p>The tokenizers would fetch a CUDA build by themselves on a machine with a GPU: {@code
 * RUST_FLAVOR} keeps them to the build in their artifact. The PyTorch engine is started first,
 * because both it and ONNX Runtime bring thread pools of their own, and the engine's settings must
 * not depend on which of the two a program happens to use first.
 */
final class Natives {
  private static final String FLAVOR = "RUST_FLAVOR";
  // held here, because java.util.logging forgets the level of a logger that nobody holds
  private static final Logger DJL = Logger.getLogger("ai.djl");
  private static final Logger CUDA = Logger.getLogger("ai.djl.util.cuda.CudaUtils");

  private Natives() {}

  /** Safe to call often; only the first call does something. */
  static synchronized void start() {
    quieten(DJL, Level.WARNING);
    quieten(CUDA, Level.SEVERE);
    if (System.getenv(FLAVOR) == null && System.getProperty(FLAVOR) == null) {
      System.setProperty(FLAVOR, "cpu");
    }
    Engine.getInstance();
  }

  private static void quieten(Logger logger, Level level) {
    if (logger.getLevel() == null) {
      logger.setLevel(level);
    }
  }
}
