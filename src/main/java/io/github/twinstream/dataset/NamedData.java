package io.github.twinstream.dataset;

import io.github.twinstream.display.Displayable;
import io.github.twinstream.display.Grid;
import io.github.twinstream.error.DataException;
import io.github.twinstream.error.Messages;
import io.github.twinstream.table.DataTable;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A public data set: {@code load(movieLens100k().download())}. Its files are looked for
 *
 * <ol>
 *   <li>in the folder that {@link #in} names, and only there;
 *   <li>else in the folder that the system property {@value #PROPERTY} (the commands' {@code
 *       --data}) or the environment variable {@value #VARIABLE} names, or below it in a folder of
 *       the data set's name;
 *   <li>else where downloads are kept: {@code twinstream/data/NAME} in the user's cache folder.
 * </ol>
 *
 * An archive that lies there unopened is checked and unpacked. Only after {@link #download()} is
 * anything fetched. Immutable.
 */
public final class NamedData implements Displayable {
  /** The system property that names the folder of data sets. */
  public static final String PROPERTY = "twinstream.data";

  /** The environment variable that names it. */
  public static final String VARIABLE = "TWINSTREAM_DATA";

  private final Source source;
  private final Path given;
  private final Path kept;
  private final URI from;
  private final boolean download;

  private NamedData(Source source, Path given, Path kept, URI from, boolean download) {
    this.source = source;
    this.given = given;
    this.kept = kept;
    this.from = from;
    this.download = download;
  }

  NamedData(Source source, Path kept) {
    this(source, null, kept, source.archive(), false);
  }

  /** Book-Crossing: readers, books and ratings from 0 to 10; Kaggle's files or the first ones. */
  public static NamedData bookCrossing() {
    return new NamedData(BookCrossing.SOURCE, cache());
  }

  /** MovieLens 100K: viewers, films and ratings from 1 to 5. */
  public static NamedData movieLens100k() {
    return new NamedData(MovieLens.SOURCE, cache());
  }

  /** All data sets that have a name. */
  public static List<NamedData> all() {
    return List.of(bookCrossing(), movieLens100k());
  }

  /**
   * The data set of this name.
   *
   * @throws DataException if there is none; lists them
   */
  public static NamedData named(String name) {
    return all().stream()
        .filter(d -> d.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new DataException(
                    Messages.unknown(
                        "data set", name, all().stream().map(NamedData::name).toList())));
  }

  /** Reads it from this folder and nowhere else. */
  public NamedData in(String folder) {
    return in(Path.of(folder));
  }

  /** Reads it from this folder and nowhere else. */
  public NamedData in(Path folder) {
    return new NamedData(source, folder, kept, from, download);
  }

  /** Fetches it from its public source if it is nowhere to be found. */
  public NamedData download() {
    return new NamedData(source, given, kept, from, true);
  }

  /** Fetches it from a mirror if it is nowhere to be found; the checksum must be the same. */
  public NamedData downloadFrom(URI mirror) {
    return new NamedData(source, given, kept, mirror, true);
  }

  /** Its name, such as {@code movielens-100k}. */
  public String name() {
    return source.name();
  }

  /** Under which terms it may be used, and what to cite. */
  public String licence() {
    return source.licence();
  }

  /**
   * The folder with its files, without a download.
   *
   * @return empty if they are nowhere
   */
  public Optional<Path> found() {
    for (Path folder : places()) {
      Optional<Path> complete = source.in(folder);
      if (complete.isPresent()) {
        return complete;
      }
    }
    return Optional.empty();
  }

  /**
   * The folder with its files.
   *
   * @throws DataException if they are nowhere and were not to be downloaded, or could not be; says
   *     how to get them
   */
  public Path folder() {
    Optional<Path> found = found();
    if (found.isPresent()) {
      return found.get();
    }
    Path target = given == null ? kept.resolve(name()) : given;
    for (Path place : places()) {
      Path archive = place.resolve(source.archiveName());
      if (Files.isRegularFile(archive)) {
        return unpack(archive, target);
      }
    }
    if (!download) {
      throw new DataException(missing(target));
    }
    Path archive = target.resolve(source.archiveName());
    Download.fetch(
        from,
        archive,
        source.sha(),
        "put " + source.fileNames() + " or " + archive.getFileName() + " into " + target);
    return unpack(archive, target);
  }

  private Path unpack(Path archive, Path target) {
    try {
      source.sha().check(archive);
    } catch (java.io.IOException e) {
      throw new DataException("cannot read " + archive + ": " + e.getMessage(), e);
    }
    Archive.unpack(archive, source.files(), target);
    return target;
  }

  /**
   * Reads and joins its files.
   *
   * @throws DataException as {@link #folder()} does, or if a file cannot be read
   */
  public DataTable read() {
    return source.reader().apply(folder());
  }

  private List<Path> places() {
    if (given != null) {
      return List.of(given);
    }
    String named = System.getProperty(PROPERTY, System.getenv().getOrDefault(VARIABLE, ""));
    Path own = kept.resolve(name());
    return named.isBlank() ? List.of(own) : List.of(Path.of(named), own);
  }

  private String missing(Path target) {
    return source.title()
        + " is not here: no folder with "
        + source.fileNames()
        + " in "
        + String.join(" or ", places().stream().map(Path::toString).toList())
        + "; give one with in(\"FOLDER\") or "
        + VARIABLE
        + ", ask for a download with download(), or put "
        + source.archiveName()
        + " into "
        + target;
  }

  private static Path cache() {
    String xdg = System.getenv().getOrDefault("XDG_CACHE_HOME", "");
    Path base =
        xdg.isBlank() ? Path.of(System.getProperty("user.home", "."), ".cache") : Path.of(xdg);
    return base.resolve("twinstream").resolve("data");
  }

  private Grid grid() {
    return new Grid(source.title(), "", "what")
        .row("name", name())
        .row("holds", source.about())
        .row("source", source.archive())
        .row("files", found().map(Path::toString).orElse("not here; download() fetches them"))
        .note("Licence: " + licence());
  }

  @Override
  public String toString() {
    return grid().toString();
  }

  @Override
  public String toHtml() {
    return grid().toHtml();
  }
}
