package io.github.twinstream.kernel.protocol;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs messages with a keyed hash (HMAC) and checks signatures in constant time. An empty key
 * switches signing off, as the protocol says. Not for use by several threads at once.
 */
public final class Signer {
  private final Mac mac;

  /**
   * @param scheme the connection file's scheme, such as {@code hmac-sha256}
   * @param key the connection file's key
   * @throws IllegalArgumentException if this JVM does not know the scheme
   */
  public Signer(String scheme, String key) {
    if (key.isEmpty()) {
      mac = null;
      return;
    }
    String algorithm = scheme.toLowerCase(Locale.ROOT).replace("hmac-", "Hmac").replace("-", "");
    try {
      mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), algorithm));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "signature scheme '" + scheme + "' is not known here; Jupyter's own is 'hmac-sha256'", e);
    }
  }

  /** The signature of the frames, as lower-case hexadecimal digits; empty without a key. */
  public byte[] sign(List<byte[]> frames) {
    if (mac == null) {
      return new byte[0];
    }
    frames.forEach(mac::update);
    return HexFormat.of().formatHex(mac.doFinal()).getBytes(StandardCharsets.US_ASCII);
  }

  /** Whether the signature is that of the frames; the time taken does not tell how near it was. */
  public boolean accepts(byte[] signature, List<byte[]> frames) {
    return mac == null || MessageDigest.isEqual(sign(frames), signature);
  }
}
