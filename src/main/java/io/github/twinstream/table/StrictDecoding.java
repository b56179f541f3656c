package io.github.twinstream.table;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;

/**
 * Whether bytes, fed piece by piece, are text in an encoding, and the line of the first that is
 * not.
 */
final class StrictDecoding {
  private final Charset charset;
  private final CharsetDecoder decoder;
  private final CharBuffer chars = CharBuffer.allocate(1 << 14);
  private ByteBuffer rest = ByteBuffer.allocate(0);
  private long line = 1;
  private boolean failed;
  private String badByte = "";

  StrictDecoding(Charset charset) {
    this.charset = charset;
    this.decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  void feed(byte[] bytes, int length) {
    if (failed) {
      return;
    }
    ByteBuffer in = ByteBuffer.allocate(rest.remaining() + length);
    in.put(rest).put(bytes, 0, length).flip();
    decode(in, false);
    rest = in;
  }

  void end() {
    if (!failed) {
      decode(rest, true);
    }
  }

  private void decode(ByteBuffer in, boolean last) {
    CoderResult result;
    do {
      chars.clear();
      result = decoder.decode(in, chars, last);
      chars.flip();
      while (chars.hasRemaining()) {
        if (chars.get() == '\n') {
          line++;
        }
      }
    } while (result.isOverflow());
    if (result.isError()) {
      failed = true;
      badByte = String.format("0x%02X", in.get(in.position()));
    }
  }

  Charset charset() {
    return charset;
  }

  boolean failed() {
    return failed;
  }

  /** The line of the first bytes that could not be decoded. */
  long line() {
    return line;
  }

  String badByte() {
    return badByte;
  }
}
