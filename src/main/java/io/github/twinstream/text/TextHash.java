package io.github.twinstream.text;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The first 16 bytes of a text's SHA-256, as two little-endian numbers. The hash is over the UTF-16
 * code units, not over UTF-8, in which all unpaired surrogates are one.
 */
record TextHash(long first, long second) implements Comparable<TextHash> {
  static final int BYTES = 16;

  static TextHash of(String text) {
    ByteBuffer units = ByteBuffer.allocate(2 * text.length()).order(ByteOrder.LITTLE_ENDIAN);
    units.asCharBuffer().put(text);
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(units.array());
      return read(ByteBuffer.wrap(digest).order(ByteOrder.LITTLE_ENDIAN));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static TextHash read(ByteBuffer from) {
    return new TextHash(from.getLong(), from.getLong());
  }

  void write(ByteBuffer to) {
    to.putLong(first).putLong(second);
  }

  @Override
  public int compareTo(TextHash other) {
    int byFirst = Long.compare(first, other.first);
    return byFirst != 0 ? byFirst : Long.compare(second, other.second);
  }
}
