package io.github.twinstream.onnx;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Puts an ONNX graph together, node by node; each method gives the name of what the node makes. */
public final class OnnxGraph {
  private static final int OPSET = 17;
  private static final int IR_VERSION = 8;
  private static final String RUNTIME = "com.microsoft";

  private final OnnxMl.GraphProto.Builder graph;
  private int made;
  private boolean needsRuntime;

  /** An empty graph of this name. */
  public OnnxGraph(String name) {
    this.graph = OnnxMl.GraphProto.newBuilder().setName(name);
  }

  /** An input of any number of rows and so many columns. */
  public String input(String name, boolean whole, int columns) {
    graph.addInput(value(name, whole, columns));
    return name;
  }

  /** Names a result as one of the graph's outputs, of any number of rows and so many columns. */
  public void output(String name, String result, int columns) {
    graph.addNode(node("Identity", List.of(result)).addOutput(name));
    graph.addOutput(value(name, false, columns));
  }

  private static OnnxMl.ValueInfoProto value(String name, boolean whole, int columns) {
    OnnxMl.TensorProto.DataType type =
        whole ? OnnxMl.TensorProto.DataType.INT64 : OnnxMl.TensorProto.DataType.FLOAT;
    OnnxMl.TensorShapeProto shape =
        OnnxMl.TensorShapeProto.newBuilder()
            .addDim(OnnxMl.TensorShapeProto.Dimension.newBuilder().setDimParam("rows"))
            .addDim(OnnxMl.TensorShapeProto.Dimension.newBuilder().setDimValue(columns))
            .build();
    return OnnxMl.ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            OnnxMl.TypeProto.newBuilder()
                .setTensorType(
                    OnnxMl.TypeProto.Tensor.newBuilder()
                        .setElemType(type.getNumber())
                        .setShape(shape)))
        .build();
  }

  /** A constant of floats. */
  public String floats(float[] values, long... shape) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.multiplyExact(4, values.length)).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return constant(OnnxMl.TensorProto.DataType.FLOAT, bytes, shape);
  }

  /** A constant of whole numbers, one dimension. */
  public String longs(long... values) {
    ByteBuffer bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asLongBuffer().put(values);
    return constant(OnnxMl.TensorProto.DataType.INT64, bytes, values.length);
  }

  /** A constant of int8 numbers. */
  public String bytes(byte[] values, long... shape) {
    return constant(OnnxMl.TensorProto.DataType.INT8, ByteBuffer.wrap(values), shape);
  }

  /** One float. */
  public String number(double value) {
    return floats(new float[] {(float) value}, 1);
  }

  private String constant(OnnxMl.TensorProto.DataType type, ByteBuffer bytes, long... shape) {
    String name = "c" + made++;
    graph.addInitializer(
        OnnxMl.TensorProto.newBuilder()
            .setName(name)
            .setDataType(type.getNumber())
            .addAllDims(Arrays.stream(shape).boxed().toList())
            .setRawData(ByteString.copyFrom(bytes.rewind())));
    return name;
  }

  /** A node without attributes. */
  public String apply(String operator, String... inputs) {
    return apply(operator, Map.of(), inputs);
  }

  /** A node with attributes: a Long, a Float or a list of Longs by name. */
  public String apply(String operator, Map<String, ?> attributes, String... inputs) {
    return add(node(operator, List.of(inputs)), attributes);
  }

  /** A node of ONNX Runtime's own operators, which other runtimes do not know; see apply. */
  public String applyRuntime(String operator, Map<String, ?> attributes, String... inputs) {
    needsRuntime = true;
    return add(node(operator, List.of(inputs)).setDomain(RUNTIME), attributes);
  }

  private String add(OnnxMl.NodeProto.Builder node, Map<String, ?> attributes) {
    String name = "t" + made++;
    attributes.forEach((key, value) -> node.addAttribute(attribute(key, value)));
    graph.addNode(node.addOutput(name));
    return name;
  }

  private OnnxMl.NodeProto.Builder node(String operator, List<String> inputs) {
    return OnnxMl.NodeProto.newBuilder()
        .setOpType(operator)
        .setName(operator + "_" + graph.getNodeCount())
        .addAllInput(inputs);
  }

  private static OnnxMl.AttributeProto attribute(String name, Object value) {
    OnnxMl.AttributeProto.Builder attribute = OnnxMl.AttributeProto.newBuilder().setName(name);
    if (value instanceof Long whole) {
      return attribute.setType(OnnxMl.AttributeProto.AttributeType.INT).setI(whole).build();
    }
    if (value instanceof Float number) {
      return attribute.setType(OnnxMl.AttributeProto.AttributeType.FLOAT).setF(number).build();
    }
    attribute.setType(OnnxMl.AttributeProto.AttributeType.INTS);
    ((List<?>) value).forEach(item -> attribute.addInts((Long) item));
    return attribute.build();
  }

  /** The whole model, with remarks for its readers. */
  public byte[] model(Map<String, String> remarks) {
    OnnxMl.ModelProto.Builder model =
        OnnxMl.ModelProto.newBuilder()
            .setIrVersion(IR_VERSION)
            .setProducerName("twinstream")
            .addOpsetImport(OnnxMl.OperatorSetIdProto.newBuilder().setVersion(OPSET))
            .setGraph(graph);
    if (needsRuntime) {
      model.addOpsetImport(OnnxMl.OperatorSetIdProto.newBuilder().setDomain(RUNTIME).setVersion(1));
    }
    remarks.forEach(
        (key, value) ->
            model.addMetadataProps(
                OnnxMl.StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
    return model.build().toByteArray();
  }
}
