package io.github.twinstream.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The code blocks of a Markdown page. */
record MarkdownPage(String name, List<Block> blocks) {
  private static final String FENCE = "```";

  /**
   * A block.
   *
   * @param kind what stands behind the fence, such as {@code java} or {@code text}
   * @param line the line of the page at which its text begins, from 1
   */
  record Block(String kind, int line, String text) {}

  static MarkdownPage read(Path file) throws IOException {
    List<Block> blocks = new ArrayList<>();
    List<String> lines = Files.readAllLines(file);
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith(FENCE)) {
        int end = i + 1;
        while (!lines.get(end).equals(FENCE)) {
          end++;
        }
        String kind = lines.get(i).substring(FENCE.length()).strip();
        blocks.add(new Block(kind, i + 2, String.join("\n", lines.subList(i + 1, end)) + "\n"));
        i = end;
      }
    }
    return new MarkdownPage(file.toString(), blocks);
  }
}
