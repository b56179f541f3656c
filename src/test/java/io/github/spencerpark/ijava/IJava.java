package io.github.spencerpark.ijava;

import io.github.spencerpark.jupyter.kernel.BaseKernel;

/** Stands in for IJava's main class, which is not served by any repository: it holds the kernel. */
public final class IJava {
  private static BaseKernel kernel;

  private IJava() {}

  /** The running kernel; {@code null} outside of tests that set one. */
  public static BaseKernel getKernelInstance() {
    return kernel;
  }

  /** Sets the running kernel. */
  public static void setKernelInstance(BaseKernel running) {
    kernel = running;
  }
}
