package io.github.twinstream.train;

import ai.djl.Device;
import io.github.twinstream.engine.Djl;
import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.Messages;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a network's tensors live and its arithmetic is done.
 *
 * @param gpu the GPU's number from 0; -1 for the CPU
 * @param required whether a GPU that is not there is an error; otherwise the CPU takes its place
 */
public record DeviceChoice(int gpu, boolean required) {
  private static final Pattern NUMBERED = Pattern.compile("gpu:(\\d{1,3})");

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
   * The device of this name: {@code cpu}; {@code gpu}, the first one, or {@code gpu:1} and so on,
   * which must be there; {@code auto}, the first GPU or the CPU where there is none.
   *
   * @throws ConfigException if there is no such name, or no such GPU here
   */
  public static DeviceChoice named(String name) {
    Matcher numbered = NUMBERED.matcher(name);
    DeviceChoice choice;
    if (numbered.matches()) {
      choice = gpu(Integer.parseInt(numbered.group(1)));
    } else {
      choice =
          switch (name) {
            case "cpu" -> CPU;
            case "gpu" -> gpu(0);
            case "auto" -> GPU_IF_PRESENT;
            default ->
                throw new ConfigException(
                    Messages.unknown("device", name, List.of("auto", "cpu", "gpu", "gpu:1")));
          };
    }
    choice.resolve();
    return choice;
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
