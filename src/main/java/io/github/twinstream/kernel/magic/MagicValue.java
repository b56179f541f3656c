package io.github.twinstream.kernel.magic;

import java.util.concurrent.atomic.AtomicReference;

/** Hands the value of a magic over to the cell's code that assigns it. */
public final class MagicValue {
  private static final AtomicReference<Object> HELD = new AtomicReference<>();

  private MagicValue() {}

  static void hold(Object value) {
    HELD.set(value);
  }

  /**
   * The value that was handed over last; it is let go of.
   *
   * @throws ClassCastException where the variable's type does not take it
   */
  @SuppressWarnings("unchecked")
  public static <T> T take() {
    return (T) HELD.getAndSet(null);
  }
}
