package io.github.twinstream.dataset;

import io.github.twinstream.error.DataException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The hash that a published file must have.
 *
 * @param algorithm such as {@code SHA-256}
 * @param hex in hexadecimal, lower case
 */
record Checksum(String algorithm, String hex) {
  /**
   * Checks a file.
   *
   * @throws DataException if it has another hash; names both
   */
  void check(Path file) throws IOException {
    String found = of(file);
    if (!found.equals(hex)) {
      throw new DataException(
          file.getFileName()
              + " has the "
              + algorithm
              + " "
              + found
              + ", but the published file has "
              + hex
              + ": it is damaged or another version; delete it and get it again");
    }
  }

  private String of(Path file) throws IOException {
    MessageDigest digest = digest();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(java.io.OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private MessageDigest digest() {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has " + algorithm, e);
    }
  }
}
