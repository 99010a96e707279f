package relay.domain.tlsreport;

import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import relay.domain.settings.Settings;
import relay.domain.transport.AppliedPolicy;
import relay.domain.transport.StsPolicy;
import relay.domain.transport.TlsFault;
import relay.domain.transport.TlsaRecord;

/** Sessions, policies and settings for tests. */
public final class TlsReporting {
  public static final LocalDate DAY = LocalDate.of(2026, 11, 20);
  public static final AppliedPolicy NONE = new AppliedPolicy.None("example.org");
  public static final AppliedPolicy STS =
      new AppliedPolicy.Sts(
          "example.org",
          Optional.of(
              new StsPolicy(
                  StsPolicy.Mode.TESTING,
                  List.of("mx.example.org", "*.example.net"),
                  Duration.ofDays(1))),
          Optional.empty(),
          Optional.empty());
  public static final AppliedPolicy TLSA =
      new AppliedPolicy.Tlsa(
          "mx.example.org", List.of(new TlsaRecord(3, 1, 1, "ab".repeat(32))), Optional.empty());

  private TlsReporting() {}

  /** Switched on, with these on top. */
  public static TlsReportSettings settings(String... keysAndValues) {
    Map<String, String> file = new HashMap<>();
    file.put("tls-reports.from", "tls-reports@relay.example");
    for (int i = 0; i < keysAndValues.length; i += 2) {
      file.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return TlsReportSettings.from(Settings.of(TlsReportSettings.ALL, file, Map.of()));
  }

  public static TlsFailure failure(TlsFault fault, String host) {
    return new TlsFailure(fault, "192.0.2.1", host, host, "198.51.100.7", "because");
  }

  /** Sessions that went well. */
  public static TalliedSessions good(String domain, AppliedPolicy policy, long sessions) {
    return new TalliedSessions(DAY, domain, ReportedPolicy.of(policy), Optional.empty(), sessions);
  }

  /** Sessions that did not. */
  public static TalliedSessions bad(
      String domain, AppliedPolicy policy, TlsFailure failure, long sessions) {
    return new TalliedSessions(
        DAY, domain, ReportedPolicy.of(policy), Optional.of(failure), sessions);
  }
}
