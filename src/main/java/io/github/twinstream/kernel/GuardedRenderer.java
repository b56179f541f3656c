package io.github.twinstream.kernel;

import io.github.twinstream.kernel.eval.JavaSession;
import io.github.twinstream.kernel.render.MimeBundle;
import io.github.twinstream.kernel.render.Renderers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Renders values whose own code may throw, never end or exhaust the stack: the work runs on a
 * thread of its own with a time limit, and whatever happens there is some text to show.
 */
final class GuardedRenderer {
  private static final long LIMIT_SECONDS = 20;

  private final Renderers renderers;
  private final JavaSession session;
  private final long limitSeconds;

  GuardedRenderer(Renderers renderers, JavaSession session) {
    this(renderers, session, LIMIT_SECONDS);
  }

  GuardedRenderer(Renderers renderers, JavaSession session, long limitSeconds) {
    this.renderers = renderers;
    this.session = session;
    this.limitSeconds = limitSeconds;
  }

  /** The forms of the value; never throws. */
  MimeBundle render(Object value) {
    if (value == null || value instanceof String || value instanceof Number) {
      return renderers.render(value);
    }
    CompletableFuture<MimeBundle> done = new CompletableFuture<>();
    Thread thread = new Thread(() -> complete(done, value), "renderer");
    thread.setDaemon(true);
    thread.setContextClassLoader(session.libraries());
    thread.start();
    try {
      return done.get(limitSeconds, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      return abandoned(thread, value, "did not end within " + limitSeconds + " seconds");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return abandoned(thread, value, "was interrupted");
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      String message = cause instanceof StackOverflowError ? "" : ": " + messageOf(cause);
      return named(value, "failed with " + cause.getClass().getName() + message);
    }
  }

  private void complete(CompletableFuture<MimeBundle> done, Object value) {
    try {
      done.complete(renderers.render(value));
    } catch (Throwable failure) {
      done.completeExceptionally(failure);
    }
  }

  private MimeBundle abandoned(Thread thread, Object value, String what) {
    session.abandon(thread);
    return named(value, what);
  }

  private static String messageOf(Throwable failure) {
    try {
      return failure.getMessage();
    } catch (Throwable broken) {
      return "(its getMessage() fails too)";
    }
  }

  private static MimeBundle named(Object value, String what) {
    return MimeBundle.text(
        value.getClass().getTypeName().replaceFirst("^REPL\\.\\$JShell\\$\\w+\\$", "")
            + "@"
            + Integer.toHexString(System.identityHashCode(value))
            + " (showing it "
            + what
            + ")");
  }
}
