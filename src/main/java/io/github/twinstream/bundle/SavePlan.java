package io.github.twinstream.bundle;

import java.util.ArrayList;
import java.util.List;

/**
 * What is said of a model when it is saved: the {@code s} in {@code model.save("books.twin", s ->
 * s.title("Books").calibrated())}. Immutable: every method gives a changed copy.
 *
 * @param title the model's name on its card
 * @param intendedUse what it is for
 * @param limits what it is not for
 * @param calibrate whether scores are calibrated on the validation part
 */
public record SavePlan(String title, String intendedUse, List<String> limits, boolean calibrate) {
  /** Without words of your own, uncalibrated. */
  public static final SavePlan STANDARD =
      new SavePlan("", "Ranks rows like those it was trained on, best first.", List.of(), false);

  /** Copies the list. */
  public SavePlan {
    limits = List.copyOf(limits);
  }

  /** With this name on the card; the file's name if there is none. */
  public SavePlan title(String words) {
    return new SavePlan(words, intendedUse, limits, calibrate);
  }

  /** With these words on what the model is for. */
  public SavePlan intendedUse(String words) {
    return new SavePlan(title, words, limits, calibrate);
  }

  /** With one more sentence on what the model is not for, or what is known to go wrong. */
  public SavePlan limit(String words) {
    List<String> more = new ArrayList<>(limits);
    more.add(words);
    return new SavePlan(title, intendedUse, more, calibrate);
  }

  /** With scores calibrated on the validation part; see {@link PlattScaling}. */
  public SavePlan calibrated() {
    return new SavePlan(title, intendedUse, limits, true);
  }
}
