package io.github.twinstream.kernel.magic;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import io.github.twinstream.kernel.eval.CellResult;
import io.github.twinstream.kernel.protocol.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code %load FILE}: runs a script as if it stood in the cell, or a notebook's code cells. */
final class LoadMagic implements Magic {
  private static final List<String> ENDINGS = List.of("", ".jsh", ".jshell", ".java", ".ipynb");

  private final Magics magics;

  LoadMagic(Magics magics) {
    this.magics = magics;
  }

  @Override
  public CellResult run(Call call) throws MagicException {
    CellResult result = CellResult.DONE;
    for (String name : call.words("a script or notebook")) {
      for (String source : sources(find(name))) {
        result = magics.run(call.cell(), source);
        if (result.error() != null) {
          return result;
        }
      }
    }
    return result;
  }

  private static Path find(String name) throws MagicException {
    for (String ending : ENDINGS) {
      Path path = Path.of(name + ending);
      if (Files.isRegularFile(path)) {
        return path;
      }
    }
    throw new MagicException(
        "no file '"
            + name
            + "' (nor with .jsh, .jshell, .java, .ipynb), seen from "
            + Path.of("").toAbsolutePath());
  }

  private static List<String> sources(Path file) throws MagicException {
    try {
      String text = Files.readString(file);
      return file.toString().endsWith(".ipynb") ? cells(file, text) : List.of(text);
    } catch (IOException e) {
      throw new MagicException("'" + file + "' cannot be read: " + e.getMessage(), e);
    }
  }

  private static List<String> cells(Path file, String text) throws MagicException {
    List<String> sources = new ArrayList<>();
    try {
      JsonArray cells = Json.object(text).getAsJsonArray("cells");
      for (JsonElement each : cells) {
        JsonObject cell = each.getAsJsonObject();
        if (Json.string(cell, "cell_type", "").equals("code")) {
          JsonElement source = cell.get("source");
          StringBuilder code = new StringBuilder();
          if (source.isJsonArray()) {
            source.getAsJsonArray().forEach(line -> code.append(line.getAsString()));
          } else {
            code.append(source.getAsString());
          }
          sources.add(code.toString());
        }
      }
    } catch (JsonParseException | NullPointerException | IllegalStateException e) {
      throw new MagicException("'" + file + "' is no notebook in format 4", e);
    }
    return sources;
  }
}
