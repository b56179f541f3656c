package io.github.twinstream.config;

import io.github.twinstream.error.ConfigException;
import java.util.List;
import java.util.Map;

/**
 * A dataset of FuxiCTR's dataset file.
 *
 * @param id its key in the file
 * @param train the training rows' CSV file as the file names it
 * @param valid the validation rows'
 * @param test the test rows'; {@code null} for none, then the validation rows are tested
 * @param minCount the file's {@code min_categr_count}
 * @param fields the active columns in order
 * @param label the column of 0 and 1
 * @param group the column that metrics by group go by; {@code null} for none
 */
public record FuxiData(
    String id,
    String train,
    String valid,
    String test,
    int minCount,
    List<FuxiField> fields,
    String label,
    String group) {

  private static final List<String> WITHOUT_EFFECT = List.of("data_root", "rebuild_dataset");

  /** Copies the list. */
  public FuxiData {
    fields = List.copyOf(fields);
  }

  static FuxiData read(YamlFile yaml, String id, String group, List<String> warnings) {
    Settings settings = yaml.block(id);
    settings.ignore(WITHOUT_EFFECT);
    String format = settings.text("data_format", "csv");
    if (!format.equals("csv")) {
      throw settings.wrong("data_format", format, "csv; h5, npz and parquet are FuxiCTR's own");
    }
    String label = label(yaml, settings);
    int minCount = settings.integer("min_categr_count", 1);
    Object columns = settings.value("feature_cols", List.of());
    if (!(columns instanceof List<?> list) || list.isEmpty()) {
      throw settings.wrong("feature_cols", columns, "a list of columns");
    }
    List<FuxiField> fields = FuxiFields.read(yaml, list, minCount, warnings);
    String train = file(settings, "train_data");
    String valid = file(settings, "valid_data");
    String test = settings.text("test_data", null);
    warnings.addAll(settings.warnings());
    return new FuxiData(id, train, valid, test, minCount, fields, label, group);
  }

  private static String file(Settings settings, String key) {
    String file = settings.text(key, null);
    if (file == null) {
      throw new ConfigException(
          settings.at("feature_cols") + key + " is missing: name the CSV file of these rows");
    }
    return file;
  }

  private static String label(YamlFile yaml, Settings settings) {
    Object label = settings.value("label_col", null);
    if (label instanceof List<?> list && !list.isEmpty()) {
      if (list.size() > 1) {
        settings.warn("label_col", "of several labels only the first is trained on");
      }
      label = list.get(0);
    }
    if (label instanceof Map<?, ?>) {
      Settings block =
          new Settings(yaml.name(), yaml.block(new Settings.Entry(label, 0), "label_col"));
      String name = block.text("name", null);
      if (name != null) {
        return name;
      }
    }
    throw settings.wrong(
        "label_col", label, "a block with a name, e.g. {name: label, dtype: float}");
  }
}
