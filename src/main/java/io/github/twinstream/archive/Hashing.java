package io.github.twinstream.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.Checksum;

/** Counts bytes and takes their SHA-256. */
final class Hashing {
  private final MessageDigest digest = newDigest();
  private long bytes;

  /** A stream that keeps nothing of what is written but the sums. */
  OutputStream alongside(Checksum checksum) {
    return new OutputStream() {
      @Override
      public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
      }

      @Override
      public void write(byte[] block, int from, int length) {
        checksum.update(block, from, length);
        take(block, from, length);
      }
    };
  }

  /** A stream whose bytes are counted and hashed as they are read. */
  InputStream around(InputStream in) {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
      }

      @Override
      public int read(byte[] block, int from, int length) throws IOException {
        int n = in.read(block, from, length);
        if (n > 0) {
          take(block, from, n);
        }
        return n;
      }

      @Override
      public void close() throws IOException {
        in.close();
      }
    };
  }

  private void take(byte[] block, int from, int length) {
    digest.update(block, from, length);
    bytes += length;
  }

  long bytes() {
    return bytes;
  }

  /** The hash in hexadecimal; call it once, at the end. */
  String sha256() {
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
