package relay.domain.tlsreport;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import java.util.List;
import relay.domain.control.ControlJson;
import relay.domain.transport.AppliedPolicy;
import relay.domain.transport.StsPolicy;
import relay.domain.transport.TlsaRecord;

/**
 * A policy as it stands in a report (RFC 8460 4.4).
 *
 * @param type tlsa, sts or no-policy-found
 * @param lines of it; none where it could not be had
 * @param hosts patterns for mail exchangers in an MTA-STS policy
 */
public record ReportedPolicy(String type, String domain, List<String> lines, List<String> hosts) {
  private static final int LINES_MAX = 100;

  public ReportedPolicy {
    lines = bounded(lines);
    hosts = bounded(hosts);
  }

  /** What was applied, in words. */
  public static ReportedPolicy of(AppliedPolicy applied) {
    if (applied instanceof AppliedPolicy.Tlsa tlsa) {
      List<String> records = tlsa.records().stream().map(TlsaRecord::zoneText).sorted().toList();
      return new ReportedPolicy("tlsa", tlsa.domain(), records, List.of());
    }
    if (applied instanceof AppliedPolicy.Sts sts) {
      return new ReportedPolicy(
          "sts",
          sts.domain(),
          sts.policy().map(StsPolicy::lines).orElse(List.of()),
          sts.policy().map(StsPolicy::hosts).orElse(List.of()));
    }
    return new ReportedPolicy("no-policy-found", applied.domain(), List.of(), List.of());
  }

  JsonObjectBuilder json() {
    JsonObjectBuilder out =
        ControlJson.object().add("policy-type", type).add("policy-domain", domain);
    ControlJson.add(out, "policy-string", lines);
    ControlJson.add(out, "mx-host", hosts);
    return out;
  }

  /** The text form for storage: always the same for the same policy. */
  public String text() {
    return json().build().toString();
  }

  /**
   * Reads the text form.
   *
   * @throws IllegalArgumentException when it is none of ours
   */
  public static ReportedPolicy read(String text) {
    JsonObject json = ControlJson.read(text);
    return new ReportedPolicy(
        json.getString("policy-type", ""),
        json.getString("policy-domain", ""),
        texts(json.getJsonArray("policy-string")),
        texts(json.getJsonArray("mx-host")));
  }

  private static List<String> texts(JsonArray array) {
    return array == null
        ? List.of()
        : array.getValuesAs(JsonString.class).stream().map(JsonString::getString).toList();
  }

  private static List<String> bounded(List<String> all) {
    return List.copyOf(all.subList(0, Math.min(LINES_MAX, all.size())));
  }
}
