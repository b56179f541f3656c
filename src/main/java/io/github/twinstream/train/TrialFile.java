package io.github.twinstream.train;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.github.twinstream.display.AtomicWrite;
import io.github.twinstream.error.DataException;
import io.github.twinstream.json.RecordJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Finished trials of a search, kept as JSON so that the search can be taken up again. */
final class TrialFile {
  private final Path file;
  private final String around;
  private final List<Trial> trials = new ArrayList<>();

  /**
   * @param file where they are kept; {@code null} for nowhere
   * @param around the settings that the search begins with
   * @throws DataException if the file belongs to other settings or cannot be read
   */
  TrialFile(Path file, String around) {
    this.file = file;
    this.around = around;
    if (file != null && Files.exists(file)) {
      read();
    }
  }

  private void read() {
    try {
      JsonObject json = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
      if (!json.get("around").getAsString().equals(around)) {
        throw new DataException(
            file
                + " holds a search around other settings, "
                + json.get("around").getAsString()
                + ": keep this search, around "
                + around
                + ", in another file");
      }
      Trial like = new Trial("", 0, 0, 0, 0, 0);
      for (JsonElement trial : json.getAsJsonArray("trials")) {
        trials.add(RecordJson.fromJson(trial, like, "trial"));
      }
    } catch (IOException | JsonParseException | IllegalStateException | NullPointerException e) {
      throw new DataException(file + " holds no search: " + e.getMessage(), e);
    }
  }

  /** The trial of this setting and so many epochs; {@code null} if it was not done. */
  Trial find(String setting, int epochs) {
    return trials.stream()
        .filter(trial -> trial.setting().equals(setting) && trial.epochs() == epochs)
        .findFirst()
        .orElse(null);
  }

  void add(Trial trial) {
    trials.add(trial);
    if (file == null) {
      return;
    }
    JsonObject json = new JsonObject();
    json.addProperty("around", around);
    json.add("trials", RecordJson.toJson(trials));
    AtomicWrite.write(file, (json + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
