package io.github.twinstream.kernel;

import io.github.twinstream.kernel.eval.OutputRouter;
import io.github.twinstream.kernel.render.DisplaySink;
import io.github.twinstream.kernel.render.MimeBundle;
import io.github.twinstream.kernel.render.Renderers;
import java.util.Map;
import java.util.function.Function;

/** Shows values in the output of the cell whose code asks for it. */
final class CellDisplay implements DisplaySink {
  private final Renderers renderers;
  private final GuardedRenderer guarded;
  private final Input input;

  CellDisplay(Renderers renderers, GuardedRenderer guarded, Input input) {
    this.renderers = renderers;
    this.guarded = guarded;
    this.input = input;
  }

  @Override
  public MimeBundle render(Object value) {
    return guarded.render(value);
  }

  @Override
  public void show(MimeBundle forms, String id, boolean update) {
    System.out.flush();
    if (OutputRouter.current().out() instanceof Published cell) {
      cell.display(forms, id, update);
    }
  }

  @Override
  public void clear(boolean wait) {
    if (OutputRouter.current().out() instanceof Published cell) {
      cell.clear(wait);
    }
  }

  @Override
  public <T> void register(Class<T> type, Function<? super T, Map<String, ?>> renderer) {
    renderers.register(type, renderer);
  }

  @Override
  public String ask(String prompt, boolean hidden) {
    return input.ask(prompt, hidden);
  }
}
