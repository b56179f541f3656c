package io.github.twinstream.train;

import ai.djl.Device;
import io.github.twinstream.engine.Djl;
import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.Messages;

/**
 * Where a network's tensors live and its arithmetic is done.
 *
 * @param gpu the GPU's number from 0; -1 for the CPU
 * @param required whether a GPU that is not there is an error; otherwise the CPU takes its place
 */
public record DeviceChoice(int gpu, boolean required) {
  /** The CPU. */
  public static final DeviceChoice CPU = new DeviceChoice(-1, true);

  /** The first GPU, or the CPU where there is none. */
  public static final DeviceChoice GPU_IF_PRESENT = new DeviceChoice(0, false);

  /**
   * The GPU of this number, which must be there when training starts.
   *
   * @throws ConfigException if the number is negative
   */
  public static DeviceChoice gpu(int number) {
    if (number < 0) {
      throw new ConfigException(Messages.outOfRange("gpu", number, "0 or more"));
    }
    return new DeviceChoice(number, true);
  }

  /**
   * DJL's device.
   *
   * @throws ConfigException if a GPU is required and is not there, or not usable by the engine
   */
  Device resolve() {
    if (gpu < 0) {
      return Device.cpu();
    }
    int count = Djl.engine().getGpuCount();
    if (gpu < count) {
      return Device.gpu(gpu);
    }
    if (!required) {
      return Device.cpu();
    }
    throw new ConfigException(
        "no gpu("
            + gpu
            + "): PyTorch sees "
            + count
            + " here; take gpuIfPresent(), or give the engine a CUDA build of PyTorch 2.7.1 on a"
            + " machine with an NVIDIA GPU: set PYTORCH_LIBRARY_PATH to its lib folder and"
            + " PYTORCH_FLAVOR to its kind, e.g. cu128");
  }

  @Override
  public String toString() {
    return gpu < 0 ? "cpu" : "gpu(" + gpu + ")" + (required ? "" : " if present");
  }
}
