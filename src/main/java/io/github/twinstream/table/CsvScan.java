package io.github.twinstream.table;

import io.github.twinstream.error.DataException;
import io.github.twinstream.progress.Interrupts;
import io.github.twinstream.progress.Progress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * What one pass over a file's bytes finds out.
 *
 * @param sha256 the hash of the bytes in hexadecimal
 * @param charset the encoding
 * @param bytes the file's size
 * @param backslashQuotes whether a quote comes behind a backslash anywhere
 * @param sample the file's beginning
 * @param mixture a sentence on the encodings that it mixes; empty if it mixes none
 */
record CsvScan(
    String sha256,
    Charset charset,
    long bytes,
    boolean backslashQuotes,
    String sample,
    String mixture) {
  private static final int CHUNK = 1 << 16;
  private static final Charset WINDOWS = Charset.forName("windows-1252");

  /** The bytes that mean nothing in Windows-1252. */
  private static final String UNDEFINED_IN_WINDOWS = "\u0081\u008D\u008F\u0090\u009D";

  static CsvScan of(CsvOptions options) throws IOException {
    String file = options.file();
    MessageDigest digest = newDigest();
    byte[] chunk = new byte[CHUNK];
    ByteArrayOutputStream beginning = new ByteArrayOutputStream();
    Charset marked = null;
    StrictDecoding decoding = null;
    EncodingMix mix = new EncodingMix();
    boolean windows = true;
    boolean backslashQuotes = false;
    int previous = 0;
    long bytes = 0;
    try (InputStream in = Files.newInputStream(options.path());
        Progress.Task task = Progress.start("look at " + file, Files.size(options.path()))) {
      for (int n = in.readNBytes(chunk, 0, CHUNK); n > 0; n = in.readNBytes(chunk, 0, CHUNK)) {
        digest.update(chunk, 0, n);
        if (bytes == 0) {
          beginning.write(chunk, 0, n);
          marked = byteOrderMark(chunk, n);
          decoding = new StrictDecoding(expected(options, marked));
        }
        decoding.feed(chunk, n);
        mix.feed(chunk, n);
        for (int i = 0; i < n; i++) {
          int b = chunk[i] & 0xFF;
          backslashQuotes |= b == '"' && previous == '\\';
          if (b == 0 && decoding.charset().equals(StandardCharsets.UTF_8)) {
            throw noText(file, bytes + i);
          }
          windows &= b < 0x81 || UNDEFINED_IN_WINDOWS.indexOf(b) < 0;
          previous = b;
        }
        bytes += n;
        Interrupts.check("reading " + file);
        task.advance(n);
      }
    }
    if (bytes == 0) {
      throw new DataException(
          "cannot read " + file + ": it is empty; a header row is wanted at least");
    }
    decoding.end();
    Charset charset = decoding.charset();
    String mixture = "";
    if (decoding.failed()) {
      if (options.charset() != null || marked != null) {
        throw undecodable(file, decoding);
      }
      charset = windows ? WINDOWS : StandardCharsets.ISO_8859_1;
      mixture = mix.sequences() == 0 ? "" : mixture(file, charset, decoding, mix);
    }
    return new CsvScan(
        HexFormat.of().formatHex(digest.digest()),
        charset,
        bytes,
        backslashQuotes,
        withoutMark(beginning.toString(charset)),
        mixture);
  }

  private static String mixture(
      String file, Charset charset, StrictDecoding decoding, EncodingMix mix) {
    return String.format(
        Locale.ROOT,
        "%s mixes encodings: %,d letters are UTF-8, %,d bytes are not, the first of these, %s, on"
            + " line %d; all are read as %s, so the former come out wrong: save the file in one"
            + " encoding",
        file,
        mix.sequences(),
        mix.strays(),
        decoding.badByte(),
        decoding.line(),
        charset.name());
  }

  /** The text without a byte order mark in front. */
  static String withoutMark(String text) {
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private static Charset expected(CsvOptions options, Charset marked) {
    Charset charset = options.charset() != null ? options.charset() : marked;
    return charset != null ? charset : StandardCharsets.UTF_8;
  }

  private static Charset byteOrderMark(byte[] bytes, int n) {
    int first = n < 2 ? 0 : (bytes[0] & 0xFF) << 8 | bytes[1] & 0xFF;
    return first == 0xFEFF || first == 0xFFFE ? StandardCharsets.UTF_16 : null;
  }

  private static DataException noText(String file, long at) {
    return new DataException(
        "cannot read "
            + file
            + ": it is not text, byte "
            + at
            + " is zero; unpack it, or export it as CSV in UTF-8");
  }

  private static CsvProblem undecodable(String file, StrictDecoding decoding) {
    return new CsvProblem(
        file,
        decoding.line(),
        "holds bytes that are not "
            + decoding.charset().name()
            + ", the first is "
            + decoding.badByte()
            + "; leave out charset(...) to have it found out, or name the encoding it was saved in");
  }

  private static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
