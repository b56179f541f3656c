package io.github.twinstream.dataset;

import io.github.twinstream.table.DataTable;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What is known of a public data set.
 *
 * @param name as it is asked for, and its folder's name
 * @param title as people call it
 * @param about rows and columns, in one line
 * @param licence under which terms it may be used, and what to cite
 * @param archive where its one zip file is published
 * @param sha the archive's hash
 * @param files the files that are read, each with the names under which it goes
 * @param reader reads and joins them; given the folder they lie in
 */
record Source(
    String name,
    String title,
    String about,
    String licence,
    URI archive,
    Checksum sha,
    List<List<String>> files,
    Function<Path, DataTable> reader) {

  /** The archive's file name. */
  String archiveName() {
    String path = archive.getPath();
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** The first of these folders, or of their folders of this set's name, that has all files. */
  Optional<Path> in(Path folder) {
    String inside = archiveName().replace(".zip", "");
    return List.of(folder, folder.resolve(name), folder.resolve(inside)).stream()
        .filter(this::complete)
        .findFirst();
  }

  private boolean complete(Path folder) {
    return files.stream().allMatch(names -> file(folder, names).isPresent());
  }

  /** The file of one of these names in the folder. */
  static Optional<Path> file(Path folder, List<String> names) {
    return names.stream().map(folder::resolve).filter(Files::isRegularFile).findFirst();
  }

  /** The files' usual names, for messages. */
  String fileNames() {
    return String.join(", ", files.stream().map(names -> names.get(0)).toList());
  }
}
