package io.github.twinstream.kernel.eval;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import jdk.jshell.execution.DirectExecutionControl;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.SPIResolutionException;

/**
 * Runs snippets in this JVM, on the thread that evaluates, and keeps what they returned and threw
 * as the objects they are. JShell itself gets no text of the value, so no {@code toString()} runs
 * outside the renderer.
 */
final class CellControl extends DirectExecutionControl {
  private final SnippetLoader loader;
  private Object result;
  private Throwable thrown;

  CellControl(SnippetLoader loader) {
    super(loader);
    this.loader = loader;
  }

  /** Forgets what the snippet before returned and threw. */
  void reset() {
    result = null;
    thrown = null;
  }

  /** What the last snippet returned; {@code null} also when it did not run. */
  Object result() {
    return result;
  }

  /** What the last snippet threw, if it threw. */
  Throwable thrown() {
    return thrown;
  }

  SnippetLoader loader() {
    return loader;
  }

  @Override
  protected String invoke(Method doIt) throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader.libraries());
    try {
      result = doIt.invoke(null);
      return "";
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof SPIResolutionException unresolved) {
        throw unresolved;
      }
      thrown = e.getCause();
      throw userException(thrown);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Override
  public String varValue(String className, String varName) {
    return "";
  }

  /**
   * The exception for JShell, with the snippets' frames of the whole chain one after the other:
   * JShell gives them back with the snippets' own lines.
   */
  private static ExecutionControl.UserException userException(Throwable thrown) {
    List<StackTraceElement> frames = new ArrayList<>();
    for (Throwable each : Causes.chain(thrown)) {
      frames.addAll(UserFrames.ofSnippets(each));
    }
    return new ExecutionControl.UserException(
        "", thrown.getClass().getName(), frames.toArray(new StackTraceElement[0]));
  }
}
