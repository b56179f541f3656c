package io.github.twinstream.text;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.LayerNorm;
import io.github.twinstream.engine.Djl;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The forward pass of BERT's first layers as tensor operations (Devlin et al. 2019, arXiv
 * 1810.04805), for batches of texts of one length, which need no mask.
 */
final class BertLayers {
  private static final float EPSILON = 1e-12f;
  private static final int HIDDEN = BertFile.HIDDEN;
  private static final int HEADS = BertFile.HEADS;

  private final NDManager manager = Djl.manager();
  private final BertFile file;
  private final NDArray[] inputNorm;
  private final List<Layer> layers = new ArrayList<>();

  /** A layer's parameters. */
  private record Layer(
      NDArray[] attention,
      NDArray[] joined,
      NDArray[] norm1,
      NDArray[] wide,
      NDArray[] narrow,
      NDArray[] norm2) {}

  /**
   * @param count how many layers are run, at most those that the file has
   */
  BertLayers(BertFile file, int count) throws IOException {
    this.file = file;
    inputNorm = norm(-1, "");
    for (int i = 0; i < count; i++) {
      layers.add(
          new Layer(
              linear(i, "attention"),
              linear(i, "joined"),
              norm(i, "norm1"),
              linear(i, "wide"),
              linear(i, "narrow"),
              norm(i, "norm2")));
    }
  }

  private NDArray[] linear(int layer, String name) throws IOException {
    RowCodes matrix = file.matrix(layer, name);
    return new NDArray[] {
      manager.create(matrix.decoded(), new Shape(matrix.rows(), matrix.columns())),
      manager.create(file.bias(layer, name))
    };
  }

  private NDArray[] norm(int layer, String name) throws IOException {
    float[][] norm = file.norm(layer, name);
    return new NDArray[] {manager.create(norm[0]), manager.create(norm[1])};
  }

  /**
   * The last states of texts of one length.
   *
   * @param ids one row of piece numbers a text, all of one length, {@code [CLS]} and {@code [SEP]}
   *     among them
   * @return texts × pieces × 768 numbers
   */
  float[] states(List<int[]> ids) {
    int length = ids.get(0).length;
    float[] inputs = new float[ids.size() * length * HIDDEN];
    int at = 0;
    for (int[] text : ids) {
      for (int position = 0; position < length; position++) {
        file.input(text[position], position, inputs, at);
        at += HIDDEN;
      }
    }
    try (NDManager scope = manager.newSubManager()) {
      NDArray x = scope.create(inputs, new Shape((long) ids.size() * length, HIDDEN));
      x = normed(x, inputNorm);
      for (Layer layer : layers) {
        try (NDManager inner = scope.newSubManager()) {
          x.attach(inner);
          NDArray y = pass(x, layer, ids.size(), length);
          y.attach(scope);
          x = y;
        }
      }
      return x.toFloatArray();
    }
  }

  private static NDArray pass(NDArray x, Layer layer, int texts, int length) {
    NDArray attended = attention(x, layer, texts, length);
    NDArray middle = normed(apply(attended, layer.joined()).addi(x), layer.norm1());
    NDArray wide = Activation.gelu(apply(middle, layer.wide()));
    return normed(apply(wide, layer.narrow()).addi(middle), layer.norm2());
  }

  private static NDArray attention(NDArray x, Layer layer, int texts, int length) {
    int size = HIDDEN / HEADS;
    NDArray all =
        apply(x, layer.attention())
            .reshape(texts, length, 3, HEADS, size)
            .transpose(2, 0, 3, 1, 4)
            .reshape(3, (long) texts * HEADS, length, size);
    NDArray scores =
        all.get(0).batchMatMul(all.get(1).transpose(0, 2, 1)).muli(1 / Math.sqrt(size));
    return scores
        .softmax(-1)
        .batchMatMul(all.get(2))
        .reshape(texts, HEADS, length, size)
        .transpose(0, 2, 1, 3)
        .reshape((long) texts * length, HIDDEN);
  }

  private static NDArray apply(NDArray x, NDArray[] linear) {
    return Linear.linear(x, linear[0], linear[1]).singletonOrThrow();
  }

  private static NDArray normed(NDArray x, NDArray[] norm) {
    NDList result = LayerNorm.layerNorm(x, new Shape(HIDDEN), norm[0], norm[1], EPSILON);
    return result.singletonOrThrow();
  }
}
