package io.github.twinstream.kernel.magic;

import io.github.twinstream.kernel.render.Display;
import io.github.twinstream.kernel.render.MimeBundle;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.eclipse.aether.transfer.AbstractTransferListener;
import org.eclipse.aether.transfer.TransferEvent;

/** Shows what is being fetched: one line that is updated in place, and only if it takes a while. */
final class TransferReport extends AbstractTransferListener {
  private static final long INTERVAL_NANOS = 200_000_000L;

  private final String id = UUID.randomUUID().toString();
  private long last = System.nanoTime();
  private boolean shown;
  private int files;
  private long bytes;

  @Override
  public synchronized void transferProgressed(TransferEvent event) {
    if (System.nanoTime() - last < INTERVAL_NANOS) {
      return;
    }
    String name = event.getResource().getResourceName();
    show(
        "fetching "
            + name.substring(name.lastIndexOf('/') + 1)
            + " ("
            + size(event.getTransferredBytes())
            + (event.getResource().getContentLength() > 0
                ? " of " + size(event.getResource().getContentLength())
                : "")
            + ")");
  }

  @Override
  public synchronized void transferSucceeded(TransferEvent event) {
    if (event.getResource().getResourceName().endsWith(".jar")) {
      files++;
      bytes += event.getTransferredBytes();
    }
  }

  /** What was fetched, in words; empty when all was there. */
  synchronized String fetched() {
    return files == 0 ? "" : ", " + files + " fetched (" + size(bytes) + ")";
  }

  /** Shows the last line. */
  synchronized void done(String line) {
    show(line);
  }

  private void show(String line) {
    last = System.nanoTime();
    if (!Display.available()) {
      return;
    }
    if (shown) {
      Display.updateMime(id, Map.of(MimeBundle.TEXT, line));
    } else {
      Display.displayMime(id, Map.of(MimeBundle.TEXT, line));
      shown = true;
    }
  }

  private static String size(long bytes) {
    return bytes < 1 << 20
        ? bytes / 1024 + " KiB"
        : String.format(Locale.ROOT, "%.1f MiB", bytes / 1048576.0);
  }
}
