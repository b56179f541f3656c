package io.github.twinstream.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.twinstream.chart.Chart;
import io.github.twinstream.chart.TrainingCurves;
import io.github.twinstream.progress.Progress;
import io.github.twinstream.train.EpochResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NotebookCurvesTest {
  private final List<String> shown = new ArrayList<>();
  private final NotebookCurves curves = new NotebookCurves();

  /** Keeps what is displayed and updated. */
  private final FrontEnd recorder =
      new FrontEnd() {
        private String last = "";

        @Override
        public String name() {
          return "recorder";
        }

        @Override
        public void display(MimeBundle bundle) {
          shown.add("below");
        }

        @Override
        public void display(String id, MimeBundle bundle) {
          last = id;
          assertTrue(bundle.text().startsWith("Live curves: "), bundle.text());
          shown.add("new: " + bundle.text().lines().skip(1).findFirst().orElse(""));
        }

        @Override
        public void update(String id, MimeBundle bundle) {
          shown.add(
              (id.equals(last) ? "same: " : "other: ")
                  + bundle.text().lines().skip(1).findFirst().orElse(""));
        }
      };

  @BeforeEach
  void use() {
    Notebook.use(recorder);
  }

  @AfterEach
  void stop() {
    Notebook.use(null);
  }

  private static List<EpochResult> history(int epochs, double seconds) {
    List<EpochResult> history = new ArrayList<>();
    for (int e = 1; e <= epochs; e++) {
      history.add(
          new EpochResult(e, 1.0 / e, Map.of("AUC", 0.6 + 0.01 * e), 1e-3, seconds, 1000, true));
    }
    return history;
  }

  @Test
  void a_training_is_drawn_in_one_place_and_the_next_in_another() {
    for (int training = 0; training < 2; training++) {
      for (int epochs = 1; epochs <= 3; epochs++) {
        curves.accept(history(epochs, 2));
      }
    }
    assertEquals(4, shown.size(), shown.toString());
    assertTrue(shown.get(0).startsWith("new: 2 evaluations; best epoch 2"), shown.get(0));
    assertTrue(shown.get(1).startsWith("same: 3 evaluations; best epoch 3"), shown.get(1));
    assertTrue(shown.get(2).startsWith("new: "), shown.get(2));
    assertTrue(shown.get(3).startsWith("same: "), shown.get(3));
  }

  @Test
  void a_quick_training_is_not_drawn() {
    for (int epochs = 1; epochs <= 3; epochs++) {
      curves.accept(history(epochs, 0.1));
    }
    assertEquals(List.of(), shown);
  }

  @Test
  void live_curves_give_way_to_those_of_the_model_that_is_shown() {
    curves.accept(history(1, 2));
    curves.accept(history(2, 2));
    curves.accept(history(3, 2));
    Chart earlier = TrainingCurves.of(history(2, 2));
    Chart last = TrainingCurves.of(history(3, 2));
    shown.clear();

    Notebook.show(earlier);
    assertEquals(List.of("below"), shown);

    Notebook.show(last);
    Notebook.show(last);
    assertEquals(List.of("below", "same: ", "below", "below"), shown);
  }

  @Test
  void an_interrupted_training_does_not_wait_for_its_drawing() {
    curves.accept(history(1, 2));
    Thread.currentThread().interrupt();
    curves.accept(history(2, 2));

    assertTrue(Thread.interrupted(), "the training must see the interrupt");
  }

  @Test
  void trainings_that_are_steps_of_a_comparison_are_not_drawn() {
    try (Progress.Task compare = Progress.start("compare", 1)) {
      compare.within(
          "FinalMLP",
          () -> {
            curves.accept(history(1, 4));
            curves.accept(history(2, 4));
            return true;
          });
    }

    assertEquals(List.of(), shown);
  }
}
