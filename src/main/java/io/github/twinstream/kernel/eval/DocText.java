package io.github.twinstream.kernel.eval;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns a documentation comment into plain text. */
final class DocText {
  private static final Pattern INLINE = Pattern.compile("\\{@(\\w+)\\s*([^{}]*)}");

  private DocText() {}

  /** The comment's text: inline tags resolved, HTML tags dropped, block tags one a line. */
  static String plain(String comment) {
    String text = comment;
    for (Matcher m = INLINE.matcher(text); m.find(); m = INLINE.matcher(text)) {
      text = m.replaceFirst(Matcher.quoteReplacement(inline(m.group(1), m.group(2).strip())));
    }
    return text.replaceAll("(?i)\\s*<p>\\s*", "\n\n")
        .replaceAll("(?i)\\s*<li>\\s*", "\n- ")
        .replaceAll("</?[A-Za-z][^<>]*>", "")
        .replaceAll("(?m)^\\s*@param\\s+(\\S+)\\s*", "  $1: ")
        .replaceAll("(?m)^\\s*@returns?\\s+", "  returns: ")
        .replaceAll("(?m)^\\s*@(throws|exception)\\s+(\\S+)\\s*", "  throws $2: ")
        .replaceAll("(?m)^\\s*@(since|see|author|version|apiNote|implSpec|implNote)\\s+", "  $1: ")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&nbsp;", " ")
        .replace("&amp;", "&")
        .replaceAll("(?m)^ (?=\\S)", "")
        .replaceAll("\n{3,}", "\n\n")
        .strip();
  }

  private static String inline(String tag, String inner) {
    if (!tag.startsWith("link")) {
      return inner;
    }
    int end = inner.indexOf(')') >= 0 ? inner.indexOf(')') + 1 : inner.indexOf(' ');
    String label = end > 0 && end < inner.length() ? inner.substring(end).strip() : "";
    if (!label.isEmpty()) {
      return label;
    }
    String target = inner.startsWith("#") ? inner.substring(1) : inner.replace('#', '.');
    return target.replaceAll("\\b[a-z][\\w]*\\.(?=[a-z]\\w*\\.|[A-Z])", "");
  }
}
