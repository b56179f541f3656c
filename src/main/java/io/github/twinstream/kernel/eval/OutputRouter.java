package io.github.twinstream.kernel.eval;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ForkJoinWorkerThread;

/**
 * Sends what is printed to the cell whose code prints: the one that the thread runs or was started
 * by, else the one that ran last.
 */
public final class OutputRouter {
  private static final InheritableThreadLocal<Cell> OWN = new InheritableThreadLocal<>();
  private static final PrintStream LOG = System.err;
  private static final Cell OUTSIDE = new Cell(0, (stream, text) -> LOG.print(text));
  private static volatile Cell last = OUTSIDE;

  private OutputRouter() {}

  /** Takes {@code System.out} and {@code System.err} over. */
  public static void install() {
    System.setOut(new PrintStream(new Stream("stdout"), false, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(new Stream("stderr"), false, StandardCharsets.UTF_8));
  }

  /** A cell whose text goes to the process's own error stream, which front ends log. */
  public static Cell outside() {
    return OUTSIDE;
  }

  /** Says that this thread, and the threads it starts, now run the cell. */
  public static void enter(Cell cell) {
    OWN.set(cell);
    last = cell;
  }

  /** The cell to which this thread's output belongs. */
  public static Cell current() {
    Cell own = Thread.currentThread() instanceof ForkJoinWorkerThread ? null : OWN.get();
    return own == null ? last : own;
  }

  private static final class Stream extends OutputStream {
    private static final int CHUNK = 8192;

    private final String name;
    private final CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private final ByteBuffer bytes = ByteBuffer.allocate(CHUNK);
    private final CharBuffer chars = CharBuffer.allocate(CHUNK);

    Stream(String name) {
      this.name = name;
    }

    @Override
    public void write(int one) {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] from, int offset, int length) {
      int start = offset;
      int left = length;
      while (left > 0) {
        int part = Math.min(left, bytes.remaining());
        bytes.put(from, start, part).flip();
        decoder.decode(bytes, chars, false);
        bytes.compact();
        String text = chars.flip().toString();
        chars.clear();
        if (!text.isEmpty()) {
          current().out().text(name, text);
        }
        start += part;
        left -= part;
      }
    }
  }
}
