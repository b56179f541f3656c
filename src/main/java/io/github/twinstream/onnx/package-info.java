/**
 * Puts models of the ONNX file format together; knows nothing of what they compute. Written with
 * the format's generated protobuf classes.
 */
package io.github.twinstream.onnx;
