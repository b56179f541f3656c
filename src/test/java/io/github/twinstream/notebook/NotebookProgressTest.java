package io.github.twinstream.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.twinstream.progress.ProgressEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NotebookProgressTest {
  private final List<String> calls = new ArrayList<>();
  private final List<MimeBundle> bundles = new ArrayList<>();
  private final NotebookProgress progress = new NotebookProgress();

  @BeforeEach
  void record() {
    Notebook.use(
        new FrontEnd() {
          @Override
          public String name() {
            return "recorder";
          }

          @Override
          public void display(MimeBundle bundle) {
            throw new AssertionError("a bar needs an id");
          }

          @Override
          public void display(String id, MimeBundle bundle) {
            calls.add("display " + id);
            bundles.add(bundle);
          }

          @Override
          public void update(String id, MimeBundle bundle) {
            calls.add("update " + id);
            bundles.add(bundle);
          }
        });
  }

  @AfterEach
  void forget() {
    Notebook.use(null);
  }

  private void at(double seconds, long done, boolean last) {
    progress.progressed(new ProgressEvent(7, "train", done, 100, "loss 0.5", seconds, last));
  }

  @Test
  void a_task_shorter_than_a_second_is_not_shown() {
    at(0.5, 50, false);
    at(0.9, 100, true);

    assertEquals(List.of(), calls);
  }

  @Test
  void a_bar_is_displayed_once_and_then_updated_four_times_a_second_until_its_end() {
    at(1.0, 20, false);
    at(1.1, 22, false);
    at(1.3, 26, false);
    at(5.0, 100, true);

    String id = calls.get(0).substring("display ".length());
    assertEquals(List.of("display " + id, "update " + id, "update " + id), calls);
    assertEquals("train 20 % · loss 0.5 · 4 s left", bundles.get(0).text());
    assertTrue(bundles.get(0).data().get(MimeBundle.HTML).contains("width:20.0%"));
    assertEquals("train · loss 0.5 · 5 s", bundles.get(2).text());
  }

  @Test
  void the_next_task_of_the_same_name_gets_a_bar_of_its_own() {
    at(2.0, 100, true);
    at(2.0, 100, true);

    assertEquals(2, calls.size());
    assertNotEquals(calls.get(0), calls.get(1));
  }
}
