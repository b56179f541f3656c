package io.github.twinstream.bundle;

import io.github.twinstream.display.AtomicWrite;
import io.github.twinstream.error.ConfigException;
import io.github.twinstream.error.Messages;
import io.github.twinstream.feature.Schema;
import io.github.twinstream.json.RecordJson;
import io.github.twinstream.model.FinalMlp;
import io.github.twinstream.model.NetworkSpec;
import io.github.twinstream.model.Parameters;
import java.nio.file.Path;
import java.util.Map;

/**
 * Writes a network as an ONNX model (opset 17). Its inputs are encoded rows: {@code ids} (rows,
 * ids) and {@code numbers} (rows, numbers), as {@code EncodedRows} holds them; its outputs are
 * {@code logit} and {@code probability}, (rows, 1). The schema is kept in the metadata under {@code
 * twinstream.schema}.
 */
public final class OnnxExport {
  private OnnxExport() {}

  /**
   * Writes the file, whole or not at all.
   *
   * @throws ConfigException if the network is another than FinalMLP
   * @throws io.github.twinstream.error.DataException if the file cannot be written
   */
  public static void write(Path file, NetworkSpec spec, Schema schema, Parameters parameters) {
    if (!(spec instanceof FinalMlp finalMlp)) {
      throw new ConfigException(
          "network "
              + Messages.quote(spec.name())
              + " cannot be written as ONNX: FinalMLP can; keep others by model.save(file)");
    }
    Map<String, String> remarks = Map.of("twinstream.schema", RecordJson.toJson(schema).toString());
    AtomicWrite.write(file, new FinalMlpOnnx(finalMlp, schema, parameters).build().model(remarks));
  }
}
