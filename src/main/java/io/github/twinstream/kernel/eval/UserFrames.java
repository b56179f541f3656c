package io.github.twinstream.kernel.eval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Tells the frames of cells from those of libraries and of the kernel. */
final class UserFrames {
  private static final String SNIPPET = "REPL.$JShell$";

  private UserFrames() {}

  /** Whether the frame is one of a snippet's code. */
  static boolean isSnippet(StackTraceElement frame) {
    return frame.getClassName().startsWith(SNIPPET) && frame.getLineNumber() > 0;
  }

  /** The frames of snippets, innermost first. */
  static List<StackTraceElement> ofSnippets(Throwable thrown) {
    return Arrays.stream(thrown.getStackTrace()).filter(UserFrames::isSnippet).toList();
  }

  /** The frames down to where the kernel called the cell's code. */
  static List<StackTraceElement> above(Throwable thrown) {
    List<StackTraceElement> frames = new ArrayList<>();
    for (StackTraceElement frame : thrown.getStackTrace()) {
      if (frame.getClassName().equals(CellControl.class.getName())) {
        break;
      }
      if (!ofKernel(frame)) {
        frames.add(frame);
      }
    }
    return frames;
  }

  private static boolean ofKernel(StackTraceElement frame) {
    String name = frame.getClassName();
    return name.equals(StopSwitch.class.getName())
        || name.equals(ExitGuard.class.getName())
        || name.startsWith("java.lang.invoke.")
        || name.startsWith("jdk.internal.reflect.")
        || name.equals("java.lang.reflect.Method");
  }
}
