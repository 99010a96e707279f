package relay.domain.tlsreport;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import relay.domain.control.ControlJson;

/**
 * The report about one domain and one day (RFC 8460 4.4). Always the same for the same sessions, in
 * whatever order they come.
 *
 * @param domain of the recipients
 * @param id that no other report has
 * @param sessions at least one
 */
public record TlsReportDocument(
    LocalDate day, String domain, Reporter reporter, String id, List<TalliedSessions> sessions) {
  private static final String DAY_END = "T23:59:59Z";

  public TlsReportDocument {
    sessions = List.copyOf(sessions);
  }

  /** The report of a day. */
  public static TlsReportDocument of(
      LocalDate day, String domain, Reporter reporter, List<TalliedSessions> sessions) {
    return new TlsReportDocument(
        day, domain, reporter, ReportNames.id(day, domain, reporter), sessions);
  }

  /** Sessions that were as safe as they were to be. */
  public long successful() {
    return sum(sessions.stream().filter(s -> s.failure().isEmpty()).toList());
  }

  /** Sessions that were not. */
  public long failed() {
    return sum(sessions) - successful();
  }

  /** As it is sent, not packed. */
  public JsonObject json() {
    Map<String, List<TalliedSessions>> byPolicy = new TreeMap<>();
    for (TalliedSessions each : sessions) {
      byPolicy.computeIfAbsent(each.policy().text(), p -> new ArrayList<>()).add(each);
    }
    JsonArrayBuilder policies = ControlJson.array();
    byPolicy.values().forEach(alike -> policies.add(policy(alike)));
    return ControlJson.object()
        .add("organization-name", reporter.organization())
        .add(
            "date-range",
            ControlJson.object()
                .add("start-datetime", day + "T00:00:00Z")
                .add("end-datetime", day + DAY_END))
        .add("contact-info", reporter.contact())
        .add("report-id", id)
        .add("policies", policies)
        .build();
  }

  private static JsonObject policy(List<TalliedSessions> alike) {
    Map<TlsFailure, Long> failures = new TreeMap<>(Comparator.comparing(TlsFailure::text));
    for (TalliedSessions each : alike) {
      Optional<TlsFailure> failure = each.failure();
      failure.ifPresent(f -> failures.merge(f, each.sessions(), Long::sum));
    }
    long failed = failures.values().stream().mapToLong(Long::longValue).sum();
    var out =
        ControlJson.object()
            .add("policy", alike.get(0).policy().json())
            .add(
                "summary",
                ControlJson.object()
                    .add("total-successful-session-count", sum(alike) - failed)
                    .add("total-failure-session-count", failed));
    if (!failures.isEmpty()) {
      JsonArrayBuilder details = ControlJson.array();
      failures.forEach(
          (failure, sessions) -> details.add(failure.json().add("failed-session-count", sessions)));
      out.add("failure-details", details);
    }
    return out.build();
  }

  private static long sum(List<TalliedSessions> some) {
    return some.stream().mapToLong(TalliedSessions::sessions).sum();
  }

  /** A text as it goes out (RFC 8460 5.2). */
  public static byte[] packed(String document) {
    var octets = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(octets)) {
      gzip.write(document.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot be written", e);
    }
    return octets.toByteArray();
  }
}
