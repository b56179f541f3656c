package io.github.twinstream.feature;

import io.github.twinstream.error.DataException;
import io.github.twinstream.error.Messages;
import io.github.twinstream.table.CodedTexts;
import io.github.twinstream.table.DataTable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The fitted form of one {@link FieldPlan}: it writes its columns of the encoded matrices. */
sealed interface FieldEncoder {
  /** The fields it gives. */
  List<Field> fields();

  /** Writes its part of each row, from column {@code offset} of a matrix {@code width} wide. */
  void encode(DataTable rows, Matrices out, int offset);

  /** The two matrices that are being filled. */
  record Matrices(int[] ids, int idWidth, float[] numeric, int numericWidth) {}

  /** Refuses infinities, which no scaling brings back; NaN is a missing value. */
  static void requireFinite(String column, double[] values) {
    for (int row = 0; row < values.length; row++) {
      if (Double.isInfinite(values[row])) {
        throw new DataException(
            "numeric field "
                + Messages.quote(column)
                + " is "
                + values[row]
                + " in row "
                + (row + 1)
                + ": it must be a finite number, or missing; make it missing in clean, e.g."
                + " blankWhere(\""
                + column
                + "\", above(1e300))");
      }
    }
  }

  /** One number. */
  record Number(Field field, double fill, Scaler scaler) implements FieldEncoder {
    @Override
    public List<Field> fields() {
      return List.of(field);
    }

    @Override
    public void encode(DataTable rows, Matrices out, int offset) {
      double[] values = rows.numbers(field.column());
      requireFinite(field.column(), values);
      for (int row = 0, at = offset; row < values.length; row++, at += out.numericWidth()) {
        double value = Double.isNaN(values[row]) ? fill : values[row];
        out.numeric()[at] = (float) scaler.apply(value);
      }
    }
  }

  /** The components of a vector; each is filled and scaled apart. */
  record Vector(List<Field> fields, VectorSource source, double[] fills, Scaler[] scalers)
      implements FieldEncoder {
    @Override
    public void encode(DataTable rows, Matrices out, int offset) {
      String[] texts = rows.tokens(fields.get(0).column());
      float[] scaledFill = scaled(null);
      Map<String, float[]> scaled = new HashMap<>();
      for (int row = 0, at = offset; row < texts.length; row++, at += out.numericWidth()) {
        float[] vector =
            texts[row] == null ? scaledFill : scaled.computeIfAbsent(texts[row], this::scaledText);
        System.arraycopy(vector, 0, out.numeric(), at, vector.length);
      }
    }

    private float[] scaledText(String text) {
      return scaled(source.vector(text));
    }

    private float[] scaled(float[] vector) {
      float[] result = new float[fills.length];
      for (int c = 0; c < result.length; c++) {
        result[c] = (float) scalers[c].apply(vector == null ? fills[c] : vector[c]);
      }
      return result;
    }
  }

  /** One id. */
  record Token(Field field, Vocabulary vocabulary, TokenReader reader) implements FieldEncoder {
    @Override
    public List<Field> fields() {
      return List.of(field);
    }

    @Override
    public void encode(DataTable rows, Matrices out, int offset) {
      CodedTexts tokens = reader.tokens(rows);
      int[] ids = new int[tokens.distinct()];
      Arrays.setAll(ids, code -> vocabulary.id(tokens.text(code)));
      int missing = vocabulary.id(null);
      for (int row = 0, at = offset; row < tokens.rows(); row++, at += out.idWidth()) {
        int code = tokens.code(row);
        out.ids()[at] = code == CodedTexts.MISSING ? missing : ids[code];
      }
    }
  }

  /** A padded list of ids; a missing token is padding. */
  record Tokens(Field field, Vocabulary vocabulary, TokenReader reader, Padding padding)
      implements FieldEncoder {
    @Override
    public List<Field> fields() {
      return List.of(field);
    }

    @Override
    public void encode(DataTable rows, Matrices out, int offset) {
      String[][] lists = reader.lists(rows);
      int length = field.length();
      for (int row = 0, at = offset; row < lists.length; row++, at += out.idWidth()) {
        String[] tokens = lists[row];
        int kept = Math.min(tokens.length, length);
        boolean pre = padding == Padding.PRE;
        String[] part =
            pre
                ? Arrays.copyOfRange(tokens, tokens.length - kept, tokens.length)
                : Arrays.copyOf(tokens, kept);
        int first = at + (pre ? length - kept : 0);
        for (int i = 0; i < kept; i++) {
          out.ids()[first + i] = part[i] == null ? 0 : vocabulary.id(part[i]);
        }
      }
    }
  }
}
