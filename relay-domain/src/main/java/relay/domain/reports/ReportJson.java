package relay.domain.reports;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import relay.domain.control.ControlJson;

/** Reports and figures as the JSON that the API shows. What is not known is left out. */
public final class ReportJson {

  private ReportJson() {}

  /** A page. */
  public static JsonObject of(ReportPage page) {
    JsonArrayBuilder all = ControlJson.array();
    page.reports().forEach(report -> all.add(head(report)));
    JsonObjectBuilder out = ControlJson.object().add("reports", all);
    page.next().ifPresent(next -> out.add("next_cursor", next));
    return out.build();
  }

  /** A report as a whole. */
  public static JsonObjectBuilder head(ReportHead report) {
    JsonObjectBuilder out =
        ControlJson.object()
            .add("id", report.id())
            .add("kind", report.kind().word())
            .add("domain", report.domain());
    told(out, "organization", report.organization());
    told(out, "contact", report.contact());
    told(out, "report_id", report.reportId());
    out.add("begin", report.period().begin().toString())
        .add("end", report.period().end().toString())
        .add("received_at", report.receivedAt().toString())
        .add("source", report.source());
    told(out, "proven_by", report.provenBy());
    out.add(report.kind() == ReportKind.DMARC ? "messages" : "sessions", report.total())
        .add("passed", report.passed());
    rate(out, "pass_rate", report.passRate());
    return out;
  }

  /** A report with its rows. */
  public static JsonObject of(KeptReport report) {
    JsonObjectBuilder out = head(report.head());
    told(out, "policy", report.policy());
    JsonArrayBuilder rows = ControlJson.array();
    report.sources().forEach(row -> rows.add(row(row)));
    report.sessions().forEach(row -> rows.add(row(row)));
    return out.add("rows", rows).build();
  }

  private static JsonObjectBuilder row(SourceRow row) {
    JsonObjectBuilder out =
        ControlJson.object()
            .add("address", row.address())
            .add("messages", row.mails())
            .add("result", row.isPass() ? "pass" : "fail")
            .add("dkim_aligned", row.dkim())
            .add("spf_aligned", row.spf());
    told(out, "disposition", row.disposition());
    told(out, "header_from", row.from());
    told(out, "envelope_from", row.sender());
    told(out, "sent_for", row.sentFor());
    told(out, "signed_by", row.signedBy());
    return out;
  }

  private static JsonObjectBuilder row(SessionRow row) {
    JsonObjectBuilder out =
        ControlJson.object()
            .add("policy_type", row.policy())
            .add("sessions", row.sessions())
            .add("result", row.isSecure() ? "secure" : row.result());
    told(out, "sending_mta_ip", row.sender());
    told(out, "receiving_mx", row.receiver());
    told(out, "reason", row.more());
    return out;
  }

  /**
   * Who sends in the name of our domains.
   *
   * @param isOurs whether mail of this relay leaves from an address
   * @param onlyUnknown leaves all others out
   */
  public static JsonObject sources(
      List<SourceFigures> sources, Predicate<String> isOurs, boolean onlyUnknown) {
    JsonArrayBuilder all = ControlJson.array();
    for (SourceFigures source : sources) {
      SourceStanding standing = source.standing(isOurs.test(source.address()));
      if (!onlyUnknown || standing == SourceStanding.UNKNOWN) {
        all.add(source(source, standing));
      }
    }
    return ControlJson.object().add("sources", all).build();
  }

  private static JsonObjectBuilder source(SourceFigures source, SourceStanding standing) {
    JsonObjectBuilder out =
        ControlJson.object().add("address", source.address()).add("standing", standing.word());
    if (standing == SourceStanding.OURS) {
      out.add("owner", "this relay");
    } else {
      source.owner().ifPresent(owner -> out.add("owner", owner));
    }
    out.add("messages", source.mails())
        .add("passed", source.passed())
        .add("dkim_aligned", source.dkim())
        .add("spf_aligned", source.spf())
        .add("rejected", source.rejected());
    rate(out, "pass_rate", source.passRate());
    return out.add("first_day", source.firstDay().toString())
        .add("last_day", source.lastDay().toString());
  }

  /** The trend. */
  public static JsonObject days(List<DayFigures> days) {
    JsonArrayBuilder all = ControlJson.array();
    for (DayFigures day : days) {
      JsonObjectBuilder out =
          ControlJson.object()
              .add("day", day.day().toString())
              .add("messages", day.mails())
              .add("passed", day.passed())
              .add("sources", day.sources());
      rate(out, "pass_rate", day.passRate());
      rate(out, "dkim_rate", day.dkimRate());
      rate(out, "spf_rate", day.spfRate());
      all.add(out);
    }
    return ControlJson.object().add("days", all).build();
  }

  private static void told(JsonObjectBuilder out, String name, String text) {
    if (!text.isEmpty()) {
      out.add(name, text);
    }
  }

  private static void rate(JsonObjectBuilder out, String name, Optional<Double> rate) {
    rate.ifPresent(value -> out.add(name, value));
  }
}
