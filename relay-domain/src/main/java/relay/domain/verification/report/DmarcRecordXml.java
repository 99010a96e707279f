package relay.domain.verification.report;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import relay.domain.mail.IpLiteral;
import relay.domain.verification.report.DmarcReport.Check;
import relay.domain.verification.report.DmarcReport.Reason;
import relay.domain.verification.report.DmarcReport.Row;

/** Reads one record of a DMARC report. */
final class DmarcRecordXml {
  private static final int CHECKS_MAX = 100;

  private DmarcRecordXml() {}

  /** Empty, and a problem, for a record without address or count. */
  static Optional<Row> row(XmlElement record, DmarcXml.Problems problems) {
    Optional<XmlElement> row = record.first("row");
    Optional<InetAddress> source =
        row.map(r -> r.text("source_ip").strip()).flatMap(IpLiteral::parse);
    long count = row.map(r -> Plain.count(r.text("count"))).orElse(-1L);
    if (source.isEmpty() || count < 0) {
      problems.add("a record has no address or no count and is left out");
      return Optional.empty();
    }
    Optional<XmlElement> evaluated = row.flatMap(r -> r.first("policy_evaluated"));
    // RFC 7489's schema says identifiers, early reporters identities.
    Optional<XmlElement> names = record.first("identifiers").or(() -> record.first("identities"));
    Optional<XmlElement> results = record.first("auth_results");
    return Optional.of(
        new Row(
            source.get(),
            count,
            word(evaluated, "disposition"),
            word(evaluated, "dkim"),
            word(evaluated, "spf"),
            all(evaluated, "reason").stream()
                .map(r -> new Reason(Plain.word(r.text("type")), Plain.text(r.text("comment"))))
                .toList(),
            domain(names, "header_from"),
            domain(names, "envelope_from"),
            domain(names, "envelope_to"),
            all(results, "dkim").stream().map(r -> check(r, "selector")).toList(),
            all(results, "spf").stream().map(r -> check(r, "scope")).toList()));
  }

  private static Check check(XmlElement result, String detail) {
    return new Check(
        Plain.domain(result.text("domain")),
        Plain.text(result.text(detail)),
        Plain.word(result.text("result")),
        Plain.text(result.text("human_result")));
  }

  private static List<XmlElement> all(Optional<XmlElement> element, String child) {
    return element.map(e -> e.all(child).stream().limit(CHECKS_MAX).toList()).orElse(List.of());
  }

  private static String word(Optional<XmlElement> element, String child) {
    return element.map(e -> Plain.word(e.text(child))).orElse("");
  }

  private static String domain(Optional<XmlElement> element, String child) {
    return element.map(e -> Plain.domain(e.text(child))).orElse("");
  }
}
