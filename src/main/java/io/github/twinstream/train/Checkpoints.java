package io.github.twinstream.train;

import com.google.gson.JsonObject;
import io.github.twinstream.archive.ArchiveReader;
import io.github.twinstream.archive.ArchiveWriter;
import io.github.twinstream.archive.Tensor;
import io.github.twinstream.error.DataException;
import io.github.twinstream.error.Messages;
import io.github.twinstream.json.RecordJson;
import io.github.twinstream.model.NetworkSpec;
import io.github.twinstream.model.NetworkSpecs;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The folder of one training: {@value #FILE}, which is replaced as a whole each time, and a lock
 * that a second process finds taken. Killed at any moment, the folder holds the last checkpoint
 * that was written to its end.
 */
final class Checkpoints implements AutoCloseable {
  static final String FILE = "training.checkpoint";
  private static final String FORMAT = "twinstream-checkpoint";
  private static final int MAJOR = 1;
  private static final int MINOR = 0;
  private static final String LOCK = "training.lock";
  private static final long LONGEST = 300_000_000_000L;

  /** Keeps nothing. */
  static final Checkpoints NONE = new Checkpoints(null, null, null, Long.MAX_VALUE);

  /**
   * What a checkpoint says of the training that it belongs to.
   *
   * @param network the network's settings
   * @param options the training's options
   * @param rows the fingerprint of the rows
   */
  record Plan(NetworkSpec network, TrainOptions options, Fingerprint rows) {}

  private final Path folder;
  private final FileChannel lock;
  private final Plan plan;
  private final long longest;
  private long written = System.nanoTime();

  private Checkpoints(Path folder, FileChannel lock, Plan plan, long longest) {
    this.folder = folder;
    this.lock = lock;
    this.plan = plan;
    this.longest = longest;
  }

  /**
   * Takes a folder for a new training; makes it when it is not there.
   *
   * @throws DataException if it cannot be written to, is in use, or holds a checkpoint already
   * @throws io.github.twinstream.error.ConfigException if the network cannot be kept as JSON
   */
  static Checkpoints begin(Plan plan) {
    Path folder = Path.of(plan.options().checkpoints());
    NetworkSpecs.toJson(plan.network());
    FileChannel lock = lock(folder);
    if (Files.exists(folder.resolve(FILE))) {
      unlock(lock);
      throw new DataException(
          "the folder "
              + Messages.quote(folder.toString())
              + " holds a checkpoint of a training already: go on with it by resume(\""
              + folder
              + "\"), or give another folder");
    }
    return new Checkpoints(folder, lock, plan, LONGEST);
  }

  /**
   * Takes a folder to go on with the training in it.
   *
   * @throws DataException if there is no checkpoint, it is damaged, the folder is in use, or the
   *     rows are not those of the training
   */
  static Checkpoints resume(Path folder, Fingerprint rows) {
    Path file = folder.resolve(FILE);
    if (!begun(folder)) {
      throw new DataException(
          "there is no checkpoint in "
              + Messages.quote(folder.toString())
              + ": a training writes one there with train(..., t -> t.checkpoints(\""
              + folder
              + "\"))");
    }
    FileChannel lock = lock(folder);
    try (ArchiveReader reader = ArchiveReader.open(file, FORMAT, MAJOR)) {
      JsonObject json = reader.json("plan.json").getAsJsonObject();
      Plan plan =
          new Plan(
              NetworkSpecs.fromJson(json.getAsJsonObject("network")),
              RecordJson.fromJson(json.get("options"), TrainOptions.DEFAULT, "options")
                  .checkpoints(folder.toString()),
              RecordJson.fromJson(json.get("rows"), Fingerprint.class, "rows"));
      if (!plan.rows().equals(rows)) {
        throw new DataException(
            "the checkpoint in "
                + Messages.quote(folder.toString())
                + " belongs to other rows: it began with "
                + plan.rows()
                + ", given are "
                + rows
                + "; load, clean, split and encode as before");
      }
      return new Checkpoints(folder, lock, plan, LONGEST);
    } catch (RuntimeException e) {
      unlock(lock);
      throw e;
    }
  }

  /** The folder below that of the options that trainings with these settings alone have. */
  static Path own(NetworkSpec network, TrainOptions options) {
    String settings =
        NetworkSpecs.toJson(network) + "\n" + RecordJson.toJson(options.checkpoints(""));
    byte[] bytes = settings.getBytes(StandardCharsets.UTF_8);
    String mark = UUID.nameUUIDFromBytes(bytes).toString().replace("-", "");
    return Path.of(options.checkpoints(), network.name() + "-" + mark.substring(0, 16));
  }

  /** Whether there is a training to go on with. */
  static boolean begun(Path folder) {
    return Files.isRegularFile(folder.resolve(FILE));
  }

  /** With a checkpoint at each opportunity, however short the time since the last. */
  Checkpoints eager() {
    return new Checkpoints(folder, lock, plan, 0);
  }

  Plan plan() {
    return plan;
  }

  /** Whether it is time for a checkpoint within an epoch. */
  boolean due() {
    return folder != null && System.nanoTime() - written >= longest;
  }

  /**
   * Writes a checkpoint.
   *
   * @throws DataException if it cannot be written; the one before stays
   */
  void write(
      RunState.Kept state, List<Tensor> weights, Map<String, float[]> best, List<Tensor> moments) {
    if (folder == null) {
      return;
    }
    JsonObject json = new JsonObject();
    json.add("network", NetworkSpecs.toJson(plan.network()));
    json.add("options", RecordJson.toJson(plan.options()));
    json.add("rows", RecordJson.toJson(plan.rows()));
    List<Tensor> bestWeights =
        best == null
            ? List.of()
            : weights.stream()
                .map(t -> new Tensor(t.name(), t.shape(), best.get(t.name())))
                .toList();
    try {
      new ArchiveWriter(FORMAT, MAJOR, MINOR)
          .json("plan.json", json)
          .json("state.json", RecordJson.toJson(state))
          .tensors("weights", weights)
          .tensors("best", bestWeights)
          .tensors("moments", moments)
          .write(folder.resolve(FILE));
    } catch (DataException e) {
      throw new DataException(
          "training cannot go on: "
              + e.getMessage()
              + "; the last checkpoint stays, free the disk and go on by resume(\""
              + folder
              + "\")",
          e);
    }
    written = System.nanoTime();
  }

  /** What was written last. */
  record Loaded(
      RunState.Kept state, List<Tensor> weights, List<Tensor> best, List<Tensor> moments) {}

  /**
   * Reads the checkpoint.
   *
   * @throws DataException if it is damaged
   */
  Loaded read() {
    try (ArchiveReader reader = ArchiveReader.open(folder.resolve(FILE), FORMAT, MAJOR)) {
      Loaded loaded =
          new Loaded(
              reader.record("state.json", RunState.Kept.class),
              reader.tensors("weights"),
              reader.tensors("best"),
              reader.tensors("moments"));
      reader.verifyRest();
      return loaded;
    }
  }

  private static FileChannel lock(Path folder) {
    FileChannel channel = null;
    try {
      Files.createDirectories(folder);
      channel =
          FileChannel.open(
              folder.resolve(LOCK),
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      FileLock taken = channel.tryLock(Long.MAX_VALUE - 1, 1, false);
      if (taken == null) {
        throw inUse(folder, channel);
      }
      byte[] own =
          String.valueOf(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII);
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(own), 0);
      discardTorn(folder);
      return channel;
    } catch (OverlappingFileLockException e) {
      throw inUse(folder, channel);
    } catch (IOException e) {
      unlock(channel);
      throw new DataException(
          "the folder "
              + Messages.quote(folder.toString())
              + " cannot be written to: "
              + e
              + "; give another folder for checkpoints",
          e);
    }
  }

  private static DataException inUse(Path folder, FileChannel channel) {
    String owner = "";
    try {
      ByteBuffer bytes = ByteBuffer.allocate(20);
      channel.read(bytes, 0);
      String pid = new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII);
      owner = pid.isEmpty() ? "" : ", process " + pid;
    } catch (IOException e) {
      owner = ", by a process that cannot be told";
    }
    unlock(channel);
    return new DataException(
        "the folder "
            + Messages.quote(folder.toString())
            + " is in use by another training"
            + owner
            + ": wait for its end, or give another folder");
  }

  private static void unlock(FileChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      throw new DataException("cannot let go of a folder of checkpoints: " + e.getMessage(), e);
    }
  }

  /** Removes what a process that was killed while it wrote has left. */
  private static void discardTorn(Path folder) throws IOException {
    try (DirectoryStream<Path> torn = Files.newDirectoryStream(folder, "." + FILE + ".*")) {
      for (Path file : torn) {
        Files.deleteIfExists(file);
      }
    }
  }

  @Override
  public void close() {
    unlock(lock);
  }
}
