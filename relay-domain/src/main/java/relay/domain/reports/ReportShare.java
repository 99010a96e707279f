package relay.domain.reports;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import relay.domain.verification.report.DmarcReport;
import relay.domain.verification.report.DmarcReport.Check;
import relay.domain.verification.report.DmarcReport.Row;
import relay.domain.verification.report.Period;
import relay.domain.verification.report.TlsReport;

/**
 * What of a report is a tenant's: the rows about its domains. A report of a domain above may have
 * rows of several tenants. One thread.
 */
final class ReportShare {
  private static final int ID_OCTETS = 16;
  private static final int TEXT_CHARS_MAX = 250;
  private final TenantDomains domains;
  private final Came came;

  /** Whose it shall be, and how it came. */
  record Came(String tenant, String source, String provenBy, Instant at) {}

  ReportShare(TenantDomains domains, Came came) {
    this.domains = domains;
    this.came = came;
  }

  /** The tenant's share; without rows when there is nothing of the tenant's in it. */
  KeptReport of(DmarcReport report) {
    Optional<String> policyDomain = domains.ours(report.policy().domain());
    Map<SourceRow, Long> rows = new LinkedHashMap<>();
    for (Row row : report.rows()) {
      // RFC 9990 and RFC 7489 have it always; where it is missing the policy's domain stands for it
      Optional<String> from = row.from().isEmpty() ? policyDomain : domains.ours(row.from());
      from.ifPresent(domain -> rows.merge(row(row, domain), row.count(), Long::sum));
    }
    List<SourceRow> sources = new ArrayList<>();
    rows.forEach((row, mails) -> sources.add(row.withMails(mails)));
    long total = sources.stream().mapToLong(SourceRow::mails).sum();
    long passed = sources.stream().filter(SourceRow::isPass).mapToLong(SourceRow::mails).sum();
    ReportHead head =
        head(
            ReportKind.DMARC,
            policyDomain.orElse(report.policy().domain()),
            List.of(report.organization(), report.contact(), report.id()),
            report.period(),
            total,
            passed);
    return new KeptReport(head, policy(report.policy()), sources, List.of());
  }

  private static SourceRow row(Row row, String from) {
    return new SourceRow(
        row.source().getHostAddress(),
        0,
        row.dkim().equals("pass"),
        row.spf().equals("pass"),
        row.disposition(),
        shortened(from),
        shortened(row.sender()),
        proven(row.senders()),
        proven(row.signatures()));
  }

  private static String proven(List<Check> checks) {
    return checks.stream()
        .filter(check -> check.result().equals("pass"))
        .map(Check::domain)
        .filter(domain -> !domain.isEmpty())
        .findFirst()
        .map(ReportShare::shortened)
        .orElse("");
  }

  private static String policy(DmarcReport.PublishedPolicy policy) {
    List<String> words = new ArrayList<>();
    add(words, "p", policy.policy());
    add(words, "sp", policy.subdomains());
    add(words, "np", policy.absent());
    add(words, "adkim", policy.dkimAlignment());
    add(words, "aspf", policy.spfAlignment());
    add(words, "pct", policy.percent());
    add(words, "t", policy.testing());
    return shortened(String.join("; ", words));
  }

  private static void add(List<String> words, String tag, String value) {
    if (!value.isEmpty()) {
      words.add(tag + "=" + value);
    }
  }

  /** The same of a TLS report, whose policies are each about a domain. */
  KeptReport of(TlsReport report) {
    List<SessionRow> rows = new ArrayList<>();
    List<String> policy = new ArrayList<>();
    String domain = "";
    long secure = 0;
    long failed = 0;
    for (TlsReport.Result result : report.results()) {
      Optional<String> name = domains.ours(result.domain());
      if (name.isPresent()) {
        domain = domain.isEmpty() ? name.get() : domain;
        secure += result.successful();
        failed += result.failed();
        policy.addAll(result.lines());
        rows.add(new SessionRow(result.type(), "", "", "", "", result.successful()));
        result.failures().forEach(failure -> rows.add(row(result.type(), failure)));
        unexplained(result, rows);
      }
    }
    ReportHead head =
        head(
            ReportKind.TLS,
            domain,
            List.of(report.organization(), report.contact(), report.id()),
            report.period(),
            secure + failed,
            secure);
    return new KeptReport(head, shortened(String.join("; ", policy)), List.of(), rows);
  }

  private static SessionRow row(String type, TlsReport.Failure failure) {
    return new SessionRow(
        type,
        failure.type().isEmpty() ? "unnamed" : failure.type(),
        shortened(failure.sendingAddress()),
        shortened(
            failure.receivingHost().isEmpty()
                ? failure.receivingAddress()
                : failure.receivingHost()),
        shortened((failure.code() + " " + failure.more()).strip()),
        failure.sessions());
  }

  /** Failed sessions that the summary counts and no detail tells of. */
  private static void unexplained(TlsReport.Result result, List<SessionRow> rows) {
    long told = result.failures().stream().mapToLong(TlsReport.Failure::sessions).sum();
    if (result.failed() > told) {
      rows.add(new SessionRow(result.type(), "unnamed", "", "", "", result.failed() - told));
    }
  }

  private ReportHead head(
      ReportKind kind,
      String domain,
      List<String> reporter,
      Period period,
      long total,
      long passed) {
    return new ReportHead(
        id(kind, domain, reporter, period),
        came.tenant(),
        kind,
        shortened(domain),
        shortened(reporter.get(0)),
        shortened(reporter.get(1)),
        shortened(reporter.get(2)),
        period,
        came.at(),
        came.source(),
        shortened(came.provenBy()),
        total,
        passed);
  }

  private String id(ReportKind kind, String domain, List<String> reporter, Period period) {
    String identity =
        String.join(
            "\n",
            came.tenant(),
            kind.word(),
            domain,
            reporter.get(0).toLowerCase(Locale.ROOT),
            reporter.get(2),
            period.begin().toString());
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(identity.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(Arrays.copyOf(hash, ID_OCTETS));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Texts of a report have no characters outside the basic plane: any place is good to cut. */
  private static String shortened(String text) {
    return text.length() <= TEXT_CHARS_MAX ? text : text.substring(0, TEXT_CHARS_MAX);
  }
}
