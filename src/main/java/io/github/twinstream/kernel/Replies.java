package io.github.twinstream.kernel;

import io.github.twinstream.kernel.eval.ErrorReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Builds the contents of replies. */
final class Replies {
  private static final int JAVA = Runtime.version().feature();

  private Replies() {}

  /** A content with status {@code ok} and the given fields, as name, value, name, value. */
  static Map<String, Object> ok(Object... fields) {
    Map<String, Object> content = fields(fields);
    content.put("status", "ok");
    return content;
  }

  /** A content of the given fields, as name, value, name, value. */
  static Map<String, Object> fields(Object... fields) {
    Map<String, Object> content = new LinkedHashMap<>();
    for (int i = 0; i < fields.length; i += 2) {
      content.put((String) fields[i], fields[i + 1]);
    }
    return content;
  }

  /** A content with status {@code error}. */
  static Map<String, Object> error(ErrorReport error) {
    Map<String, Object> content = errorFields(error);
    content.put("status", "error");
    return content;
  }

  /** The three fields that describe an error. */
  static Map<String, Object> errorFields(ErrorReport error) {
    return fields("ename", error.name(), "evalue", error.message(), "traceback", error.traceback());
  }

  /** What the kernel is. */
  static Map<String, Object> kernelInfo(String banner) {
    String version = Replies.class.getPackage().getImplementationVersion();
    return ok(
        "protocol_version",
        io.github.twinstream.kernel.protocol.Wire.PROTOCOL,
        "implementation",
        "twinstream",
        "implementation_version",
        version == null ? "0" : version,
        "language_info",
        fields(
            "name", "java",
            "version", String.valueOf(JAVA),
            "mimetype", "text/x-java",
            "file_extension", ".jsh",
            "pygments_lexer", "java",
            "codemirror_mode", "text/x-java",
            "nbconvert_exporter", "script"),
        "banner",
        banner + "\nJava " + System.getProperty("java.version"),
        "debugger",
        false,
        "help_links",
        List.of(
            fields(
                "text",
                "Java API",
                "url",
                "https://docs.oracle.com/en/java/javase/" + JAVA + "/docs/api/")));
  }
}
