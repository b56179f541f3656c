package io.github.twinstream.archive;

import java.util.List;

/**
 * What an archive says of itself.
 *
 * @param format what kind of archive it is, such as {@code twinstream-model}
 * @param major its version; a reader of one knows no other
 * @param minor what was added to the version since
 * @param parts all parts but this one
 */
record Manifest(String format, int major, int minor, List<Part> parts) {
  /** The manifest's own name in the zip. */
  static final String NAME = "manifest.json";

  /** The part that holds the manifest's hash. */
  static final String HASH = "manifest.sha256";

  /**
   * One part.
   *
   * @param name its name in the zip
   * @param bytes its size
   * @param sha256 its hash in hexadecimal
   */
  record Part(String name, long bytes, String sha256) {}
}
