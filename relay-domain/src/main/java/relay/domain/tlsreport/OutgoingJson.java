package relay.domain.tlsreport;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Optional;
import relay.domain.control.ControlJson;

/** Reports of ours as the API shows them. */
public final class OutgoingJson {
  private OutgoingJson() {}

  /**
   * A page.
   *
   * @param limit of the page: one report more than that says that another page follows
   */
  public static JsonObject of(List<OutgoingReport> found, int limit) {
    List<OutgoingReport> page = found.subList(0, Math.min(limit, found.size()));
    JsonArrayBuilder all = ControlJson.array();
    page.forEach(report -> all.add(head(report)));
    JsonObjectBuilder out = ControlJson.object().add("reports", all);
    if (found.size() > limit) {
      out.add("next_cursor", page.get(page.size() - 1).id());
    }
    return out.build();
  }

  /** One with its document. */
  public static JsonObject of(OutgoingReport report) {
    return head(report).add("document", ControlJson.read(report.document())).build();
  }

  private static JsonObjectBuilder head(OutgoingReport report) {
    JsonObjectBuilder out =
        ControlJson.object()
            .add("id", report.id())
            .add("day", report.day().toString())
            .add("domain", report.domain())
            .add("to", report.address())
            .add("report_id", report.reportId())
            .add("successful_sessions", report.successful())
            .add("failed_sessions", report.failed())
            .add("state", report.state().word())
            .add("tries", report.tries())
            .add("created_at", report.createdAt().toString());
    if (report.state() == OutgoingReport.State.WAITING) {
      out.add("next_try", report.nextAt().toString());
    }
    ControlJson.add(out, "ended_at", report.endedAt());
    ControlJson.add(out, "answer", Optional.of(report.answer()).filter(a -> !a.isEmpty()));
    ControlJson.add(out, "queue_id", Optional.of(report.queueId()).filter(q -> !q.isEmpty()));
    return out;
  }
}
