package io.github.twinstream.kernel.magic;

import io.github.twinstream.kernel.eval.CellResult;

/** What a magic does. */
@FunctionalInterface
interface Magic {
  /**
   * Runs it; the result counts as the cell's when it is the cell's last part.
   *
   * @throws MagicException if it cannot do what it was told
   */
  CellResult run(Call call) throws MagicException;
}
