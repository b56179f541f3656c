package io.github.twinstream.kernel;

import com.google.gson.JsonObject;
import io.github.twinstream.kernel.eval.Cell;
import io.github.twinstream.kernel.eval.ErrorReport;
import io.github.twinstream.kernel.protocol.Message;
import io.github.twinstream.kernel.render.MimeBundle;
import io.github.twinstream.kernel.transport.IoPub;
import java.util.Map;

/** Publishes what a request's handling produces, under that request's header. */
final class Published implements Cell.TextSink {
  private final IoPub iopub;
  private final JsonObject parent;
  private final boolean silent;

  Published(IoPub iopub, Message request, boolean silent) {
    this.iopub = iopub;
    this.parent = request.header();
    this.silent = silent;
  }

  void status(String state) {
    iopub.publish(parent, "status", Map.of("execution_state", state));
  }

  void input(String code, int count) {
    publish("execute_input", Replies.fields("code", code, "execution_count", count));
  }

  @Override
  public void text(String stream, String text) {
    if (!silent) {
      iopub.text(parent, stream, text);
    }
  }

  void result(MimeBundle forms, int count) {
    publish(
        "execute_result",
        Replies.fields(
            "execution_count", count, "data", forms.data(), "metadata", forms.metadata()));
  }

  void display(MimeBundle forms, String id, boolean update) {
    publish(
        update ? "update_display_data" : "display_data",
        Replies.fields(
            "data",
            forms.data(),
            "metadata",
            forms.metadata(),
            "transient",
            Replies.fields("display_id", id)));
  }

  void clear(boolean wait) {
    publish("clear_output", Replies.fields("wait", wait));
  }

  void error(ErrorReport error) {
    publish("error", Replies.errorFields(error));
  }

  void publish(String type, Map<String, ?> content) {
    if (!silent) {
      iopub.publish(parent, type, content);
    }
  }
}
