package io.github.twinstream.text;

import io.github.twinstream.error.DataException;
import io.github.twinstream.progress.Interrupts;
import io.github.twinstream.progress.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;

/**
 * Makes the table of the {@link CompactEncoder} from multilingual BERT. Deterministic: the same
 * artifact and the same JDK on the same kind of machine give the same bytes.
 *
 * <ol>
 *   <li>Each piece of the vocabulary goes through the first layer as {@code [CLS] piece [SEP]}; its
 *       state is its vector.
 *   <li>The space is scaled so that translations move together: the covariance <i>within</i> the
 *       names of one thing in 24 languages ({@link ParallelNames}) is made even ("within-class
 *       covariance normalisation", Hatch et al. 2006), with its mean eigenvalue added to each.
 *   <li>PCA to {@value #WIDE} dimensions; the {@value LanguageSpace#DIRECTIONS} directions that
 *       tell languages are taken out; PCA of the rest to {@value #DIMENSION}.
 *   <li>Each vector is weighted by 1 + log(1 + rank), frequent pieces coming first in the
 *       vocabulary, and coded in 4 bits a number.
 * </ol>
 *
 * <p>How many layers, how many dimensions, which weights, whether to scale within translations:
 * these were chosen on the tuning half of the titles alone ({@code docs/encoders.md}).
 */
public final class Distillation {
  static final int DIMENSION = 248;
  static final int WIDE = DIMENSION + LanguageSpace.DIRECTIONS;

  private static final int LAYERS = 1;
  private static final int BATCH = 512;
  private static final int HIDDEN = BertFile.HIDDEN;

  private final BertFile file;
  private final WordPiece tokenizer;
  private final double[] weights;

  private Distillation(BertFile file) {
    this.file = file;
    tokenizer = new WordPiece(file.vocabulary());
    weights =
        IntStream.range(0, tokenizer.size()).mapToDouble(rank -> 1 + Math.log1p(rank)).toArray();
  }

  /**
   * Distils a table from multilingual BERT, which is fetched when it is not there.
   *
   * @return the bytes of the file that {@link CompactEncoder} reads
   */
  public static byte[] run() {
    return run(MultilingualEncoder.compactBert());
  }

  static byte[] run(Path compactBert) {
    try {
      BertFile file = BertFile.of(TensorFile.open(compactBert));
      return new Distillation(file).distilled();
    } catch (IOException e) {
      throw new DataException("distilling from " + compactBert + " failed: " + e.getMessage(), e);
    }
  }

  private byte[] distilled() throws IOException {
    float[][] table = pieceStates();
    centre(table);
    scaleWithinTranslations(table);
    table = Pca.fit(table, WIDE).transform(table);
    LanguageSpace languages = LanguageSpace.fit(phraseVectors(table));
    takeOut(languages.directions(), table);
    table = Pca.fit(table, DIMENSION).transform(table);
    for (int piece = 0; piece < table.length; piece++) {
      for (int i = 0; i < DIMENSION; i++) {
        table[piece][i] *= (float) weights[piece];
      }
    }
    float[] none = new float[DIMENSION];
    CompactEncoder uncentred =
        CompactEncoder.of(CompactEncoder.bytes(file.vocabulary(), table, none, ""));
    List<List<String>> phrases = LanguageSpace.phrases();
    float[][][] vectors = new float[phrases.size()][][];
    Arrays.setAll(
        vectors, l -> phrases.get(l).stream().map(uncentred::withCentre).toArray(float[][]::new));
    float[] centre = LanguageSpace.fit(vectors).centre();
    byte[] unnamed = CompactEncoder.bytes(file.vocabulary(), table, centre, "");
    return CompactEncoder.bytes(file.vocabulary(), table, centre, hash(unnamed));
  }

  private float[][] pieceStates() throws IOException {
    BertLayers layers = new BertLayers(file, LAYERS);
    int start = file.vocabulary().indexOf("[CLS]");
    int end = file.vocabulary().indexOf("[SEP]");
    float[][] table = new float[tokenizer.size()][];
    try (Progress.Task task = Progress.start("pass pieces through BERT", table.length)) {
      for (int from = 0; from < table.length; from += BATCH) {
        Interrupts.check("distilling");
        List<int[]> ids = new ArrayList<>();
        for (int piece = from; piece < Math.min(from + BATCH, table.length); piece++) {
          ids.add(new int[] {start, piece, end});
        }
        float[] states = layers.states(ids);
        for (int row = 0; row < ids.size(); row++) {
          int at = (3 * row + 1) * HIDDEN;
          table[from + row] = Arrays.copyOfRange(states, at, at + HIDDEN);
        }
        task.advance(ids.size());
      }
    }
    return table;
  }

  private static void centre(float[][] table) {
    double[] mean = Covariance.mean(table);
    for (float[] row : table) {
      for (int i = 0; i < mean.length; i++) {
        row[i] -= (float) mean[i];
      }
    }
  }

  private void scaleWithinTranslations(float[][] table) {
    float[][] spread = withinTranslations(table);
    double[][] covariance = Covariance.of(spread, new double[HIDDEN]);
    EigenDecomposition eigen = new EigenDecomposition(new Array2DRowRealMatrix(covariance, false));
    double mean = Arrays.stream(eigen.getRealEigenvalues()).average().orElseThrow();
    double[][] directions = new double[HIDDEN][];
    for (int k = 0; k < HIDDEN; k++) {
      double scale = 1 / Math.sqrt(eigen.getRealEigenvalue(k) + mean);
      directions[k] = eigen.getEigenvector(k).mapMultiply(scale).toArray();
    }
    IntStream.range(0, table.length)
        .parallel()
        .forEach(piece -> table[piece] = projected(table[piece], directions));
  }

  private static float[] projected(float[] row, double[][] directions) {
    float[] projected = new float[directions.length];
    for (int k = 0; k < directions.length; k++) {
      double sum = 0;
      for (int i = 0; i < row.length; i++) {
        sum += row[i] * directions[k][i];
      }
      projected[k] = (float) sum;
    }
    return projected;
  }

  /** Names' vectors less their language's mean, less the mean over the languages. */
  private float[][] withinTranslations(float[][] table) {
    List<List<String>> names = ParallelNames.rows();
    int languages = names.get(0).size();
    float[][] vectors =
        names.stream()
            .flatMap(List::stream)
            .map(name -> vector(name, table))
            .toArray(float[][]::new);
    double[][] languageMeans = new double[languages][HIDDEN];
    for (int i = 0; i < vectors.length; i++) {
      add(vectors[i], 1.0 / names.size(), languageMeans[i % languages]);
    }
    for (int thing = 0; thing < names.size(); thing++) {
      double[] mean = new double[HIDDEN];
      for (int l = 0; l < languages; l++) {
        float[] vector = vectors[thing * languages + l];
        for (int i = 0; i < HIDDEN; i++) {
          vector[i] -= (float) languageMeans[l][i];
        }
        add(vector, 1.0 / languages, mean);
      }
      for (int l = 0; l < languages; l++) {
        for (int i = 0; i < HIDDEN; i++) {
          vectors[thing * languages + l][i] -= (float) mean[i];
        }
      }
    }
    return vectors;
  }

  private static void add(float[] vector, double factor, double[] sum) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += factor * vector[i];
    }
  }

  /** The text's weighted sum of the table's vectors, of length 1. */
  private float[] vector(String text, float[][] table) {
    float[] sum = new float[table[0].length];
    for (int piece : tokenizer.piecesInBothCases(Texts.cleaned(text))) {
      float weight = (float) weights[piece];
      for (int i = 0; i < sum.length; i++) {
        sum[i] += weight * table[piece][i];
      }
    }
    return Vectors.unit(sum);
  }

  private float[][][] phraseVectors(float[][] table) {
    return LanguageSpace.phrases().stream()
        .map(phrases -> phrases.stream().map(text -> vector(text, table)).toArray(float[][]::new))
        .toArray(float[][][]::new);
  }

  private static void takeOut(float[] directions, float[][] table) {
    int d = table[0].length;
    for (float[] row : table) {
      for (int from = 0; from < directions.length; from += d) {
        double along = 0;
        for (int i = 0; i < d; i++) {
          along += row[i] * directions[from + i];
        }
        for (int i = 0; i < d; i++) {
          row[i] -= (float) (along * directions[from + i]);
        }
      }
    }
  }

  private static String hash(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
