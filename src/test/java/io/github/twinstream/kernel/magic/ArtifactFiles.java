package io.github.twinstream.kernel.magic;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipOutputStream;

/** Fills a local Maven repository with empty artifacts of group {@code g} and version 1. */
record ArtifactFiles(Path repository) {

  void add(String name, String... needs) throws IOException {
    Path folder = Files.createDirectories(repository.resolve("g/" + name + "/1"));
    StringBuilder pom = new StringBuilder("<project><modelVersion>4.0.0</modelVersion>");
    pom.append("<groupId>g</groupId><artifactId>").append(name);
    pom.append("</artifactId><version>1</version><dependencies>");
    for (String need : needs) {
      pom.append("<dependency><groupId>g</groupId><artifactId>").append(need);
      pom.append("</artifactId><version>1</version></dependency>");
    }
    Files.writeString(
        folder.resolve(name + "-1.pom"), pom.append("</dependencies></project>").toString());
    new ZipOutputStream(Files.newOutputStream(folder.resolve(name + "-1.jar"))).close();
  }
}
