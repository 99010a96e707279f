package relay.web.privacy;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import relay.domain.mail.QueueId;
import relay.domain.privacy.Erasure;
import relay.domain.privacy.ErasurePreview;
import relay.web.json.Json;

/** Erasures and previews as JSON; none holds an address. */
final class ErasureJson {
  private ErasureJson() {}

  static JsonObjectBuilder of(Erasure erasure) {
    JsonArrayBuilder parts = Json.array();
    for (Erasure.Part part : erasure.parts()) {
      JsonObjectBuilder out = Json.object().add("store", part.store());
      if (!part.node().isEmpty()) {
        out.add("node", part.node());
      }
      out.add("changed", part.changed()).add("finished", part.finished());
      parts.add(part.gone() ? out.add("gone", true) : out);
    }
    JsonObjectBuilder out =
        Json.object()
            .add("id", erasure.id())
            .add("state", erasure.state().label())
            .add("subject", erasure.subject())
            .add("by", erasure.by())
            .add("requested_at", erasure.before().toString());
    erasure.finishedAt().ifPresent(at -> out.add("finished_at", at.toString()));
    return out.add("parts", parts);
  }

  static JsonObjectBuilder of(ErasurePreview found) {
    JsonObjectBuilder counts = Json.object();
    found.counts().forEach(counts::add);
    JsonArrayBuilder open = Json.array();
    found.open().stream().map(QueueId::text).forEach(open::add);
    return Json.object()
        .add("dry_run", true)
        .add("subject", found.subject())
        .add("counts", counts)
        .add("open_count", found.openCount())
        .add("open", open);
  }
}
