package io.github.twinstream.kernel.eval;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.SourceCodeAnalysis.Documentation;

/**
 * Says what the name under the cursor is: its signatures, and its documentation if its source is
 * there.
 */
public final class Inspector {
  /** The types and packages of a snippet's imports; the startup script's are one snippet. */
  private static final Pattern IMPORTED = Pattern.compile("import\\s+(?!static\\b)([\\w.*]+)");

  private static final Pattern METHOD = Pattern.compile("([\\w.$]+)\\.(\\w+)\\((.*)\\)");

  private final JavaSession session;

  /** An inspector that knows the session's declarations. */
  public Inspector(JavaSession session) {
    this.session = session;
  }

  /** The content of an {@code inspect_reply}; detail level 0 gives the first sentences only. */
  public Map<String, Object> inspect(String code, int cursor, int detail) {
    String text = describe(code, Completer.index(code, cursor), detail);
    return Map.of(
        "status",
        "ok",
        "found",
        !text.isEmpty(),
        "data",
        text.isEmpty() ? Map.of() : Map.of("text/plain", text),
        "metadata",
        Map.of());
  }

  /** What stands at the position, in plain text; empty when nothing is known about it. */
  public String describe(String code, int at, int detail) {
    Set<String> parts = new LinkedHashSet<>();
    for (Documentation found : documentation(code, at)) {
      String signature = found.signature();
      String doc = comment(signature).map(DocText::plain).orElse("");
      if (detail == 0 && doc.contains("\n\n")) {
        doc = doc.substring(0, doc.indexOf("\n\n"));
      }
      parts.add(readable(signature) + (doc.isEmpty() ? "" : "\n" + doc.indent(2).stripTrailing()));
    }
    return String.join("\n\n", parts);
  }

  /** JShell documents what stands before an open parenthesis, or a name; both are tried. */
  private List<Documentation> documentation(String code, int at) {
    int end = at;
    while (end < code.length() && Character.isJavaIdentifierPart(code.charAt(end))) {
      end++;
    }
    String head = code.substring(0, end);
    boolean name = end > 0 && Character.isJavaIdentifierPart(code.charAt(end - 1));
    if (name) {
      List<Documentation> method =
          session.analysis().documentation(head + "(", head.length() + 1, false);
      if (!method.isEmpty()) {
        return method;
      }
    }
    return session.analysis().documentation(head, head.length(), false);
  }

  private Optional<String> comment(String signature) {
    String raw = signature;
    while (raw.matches(".*<[^<>]*>.*")) {
      raw = raw.replaceAll("<[^<>]*>", "");
    }
    Matcher method = METHOD.matcher(raw.replaceAll("\\s+throws .*", ""));
    if (method.find()) {
      List<String> parameters =
          method.group(3).isBlank()
              ? List.of()
              : Arrays.stream(method.group(3).split(",")).map(Inspector::parameterType).toList();
      return type(method.group(1))
          .flatMap(
              owner ->
                  comments(owner)
                      .flatMap(
                          c -> c.ofMember(owner.getSimpleName(), method.group(2), parameters)));
    }
    return type(raw.strip())
        .flatMap(found -> comments(found).flatMap(c -> c.ofType(found.getSimpleName())));
  }

  /** {@code java.util.List rows} is {@code List}; the name may be missing. */
  private static String parameterType(String parameter) {
    return DocComments.simple(parameter.strip().split("\\s+")[0]);
  }

  private static Optional<DocComments> comments(Class<?> type) {
    return SourceFiles.of(type)
        .flatMap(
            source -> {
              try {
                return Optional.of(new DocComments(source));
              } catch (IOException | RuntimeException unparsable) {
                return Optional.empty();
              }
            });
  }

  private Optional<Class<?>> type(String name) {
    Set<String> candidates = new LinkedHashSet<>(List.of(name, "java.lang." + name));
    session
        .shell()
        .imports()
        .flatMap(i -> IMPORTED.matcher(i.source()).results())
        .map(found -> found.group(1))
        .forEach(
            i -> {
              if (i.endsWith(".*")) {
                candidates.add(i.substring(0, i.length() - 1) + name);
              } else if (i.endsWith("." + name)) {
                candidates.add(i);
              }
            });
    return candidates.stream().map(this::load).flatMap(Optional::stream).findFirst();
  }

  private Optional<Class<?>> load(String name) {
    for (String form = name; !form.isEmpty(); ) {
      try {
        return Optional.of(Class.forName(form, false, session.libraries()));
      } catch (ClassNotFoundException | LinkageError absent) {
        int dot = form.lastIndexOf('.');
        form = dot < 0 ? "" : form.substring(0, dot) + "$" + form.substring(dot + 1);
      }
    }
    return Optional.empty();
  }

  /** Packages of the JDK and of this project's base are left out. */
  private static String readable(String signature) {
    return signature
        .replaceAll("\\b(?:[a-z]\\w*\\.)+(?=[A-Z])", "")
        .replaceFirst("^(\\w+):", "$1: ");
  }
}
