package relay.domain.verification.report;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import relay.domain.verification.report.DmarcReport.Check;
import relay.domain.verification.report.DmarcReport.PublishedPolicy;
import relay.domain.verification.report.DmarcReport.Row;
import relay.domain.verification.report.TlsReport.Failure;
import relay.domain.verification.report.TlsReport.Result;

/**
 * A report as JSON, the same form whatever the reporter wrote: {@code kind} is dmarc, tls or none.
 * What a report does not tell is left out.
 */
public final class ReportDocument {
  private static final JsonProvider JSON = JsonProvider.provider();

  private ReportDocument() {}

  /** The document of what was read. */
  public static JsonObject of(ReportReading reading) {
    if (reading instanceof ReportReading.Dmarc dmarc) {
      return dmarc(dmarc.report());
    }
    if (reading instanceof ReportReading.Tls tls) {
      return tls(tls.report());
    }
    return JSON.createObjectBuilder()
        .add("kind", "none")
        .add("reason", ((ReportReading.Refused) reading).reason())
        .build();
  }

  private static JsonObject dmarc(DmarcReport report) {
    JsonObjectBuilder document =
        head("dmarc", report.organization(), report.contact(), report.id(), report.period());
    report.generator().ifPresent(generator -> document.add("generator", generator));
    JsonArrayBuilder records = JSON.createArrayBuilder();
    report.rows().forEach(row -> records.add(row(row)));
    return document
        .add("policy", policy(report.policy()))
        .add("messages", report.mails())
        .add("passed", report.passed())
        .add("records", records)
        .add("errors", texts(report.errors()))
        .add("problems", texts(report.problems()))
        .build();
  }

  private static JsonObjectBuilder head(
      String kind, String organization, String contact, String id, Period period) {
    JsonObjectBuilder head = JSON.createObjectBuilder().add("kind", kind);
    told(head, "organization", organization);
    told(head, "contact", contact);
    return head.add("report_id", id)
        .add("begin", period.begin().toString())
        .add("end", period.end().toString());
  }

  private static JsonObjectBuilder policy(PublishedPolicy policy) {
    JsonObjectBuilder document = JSON.createObjectBuilder().add("domain", policy.domain());
    told(document, "discovery_method", policy.method());
    told(document, "p", policy.policy());
    told(document, "sp", policy.subdomains());
    told(document, "np", policy.absent());
    told(document, "adkim", policy.dkimAlignment());
    told(document, "aspf", policy.spfAlignment());
    told(document, "pct", policy.percent());
    told(document, "testing", policy.testing());
    told(document, "fo", policy.failureOptions());
    return document;
  }

  private static JsonObjectBuilder row(Row row) {
    JsonObjectBuilder document =
        JSON.createObjectBuilder()
            .add("source_ip", row.source().getHostAddress())
            .add("count", row.count())
            .add("result", row.isPass() ? "pass" : "fail");
    told(document, "disposition", row.disposition());
    told(document, "dkim", row.dkim());
    told(document, "spf", row.spf());
    told(document, "header_from", row.from());
    told(document, "envelope_from", row.sender());
    told(document, "envelope_to", row.recipient());
    JsonArrayBuilder reasons = JSON.createArrayBuilder();
    for (DmarcReport.Reason reason : row.reasons()) {
      JsonObjectBuilder one = JSON.createObjectBuilder();
      told(one, "type", reason.type());
      told(one, "comment", reason.comment());
      reasons.add(one);
    }
    return document
        .add("reasons", reasons)
        .add("dkim_results", checks(row.signatures(), "selector"))
        .add("spf_results", checks(row.senders(), "scope"));
  }

  private static JsonArrayBuilder checks(List<Check> checks, String detail) {
    JsonArrayBuilder all = JSON.createArrayBuilder();
    for (Check check : checks) {
      JsonObjectBuilder one = JSON.createObjectBuilder();
      told(one, "domain", check.domain());
      told(one, detail, check.detail());
      told(one, "result", check.result());
      told(one, "remark", check.remark());
      all.add(one);
    }
    return all;
  }

  private static JsonObject tls(TlsReport report) {
    JsonArrayBuilder policies = JSON.createArrayBuilder();
    report.results().forEach(result -> policies.add(result(result)));
    return head("tls", report.organization(), report.contact(), report.id(), report.period())
        .add("successful", report.successful())
        .add("failed", report.failed())
        .add("policies", policies)
        .add("problems", texts(report.problems()))
        .build();
  }

  private static JsonObjectBuilder result(Result result) {
    JsonObjectBuilder document = JSON.createObjectBuilder();
    told(document, "type", result.type());
    told(document, "domain", result.domain());
    JsonArrayBuilder failures = JSON.createArrayBuilder();
    result.failures().forEach(failure -> failures.add(failure(failure)));
    return document
        .add("policy", texts(result.lines()))
        .add("mx", texts(result.hosts()))
        .add("successful", result.successful())
        .add("failed", result.failed())
        .add("failures", failures);
  }

  private static JsonObjectBuilder failure(Failure failure) {
    JsonObjectBuilder document = JSON.createObjectBuilder();
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("result_type", failure.type());
    texts.put("sending_mta_ip", failure.sendingAddress());
    texts.put("receiving_mx", failure.receivingHost());
    texts.put("receiving_mx_helo", failure.receivingHelo());
    texts.put("receiving_ip", failure.receivingAddress());
    texts.put("reason_code", failure.code());
    texts.put("additional_information", failure.more());
    texts.forEach((name, text) -> told(document, name, text));
    return document.add("sessions", failure.sessions());
  }

  private static JsonArrayBuilder texts(List<String> texts) {
    JsonArrayBuilder array = JSON.createArrayBuilder();
    texts.forEach(array::add);
    return array;
  }

  private static void told(JsonObjectBuilder document, String name, String text) {
    if (!text.isEmpty()) {
      document.add(name, text);
    }
  }
}
