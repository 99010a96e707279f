package relay.domain.reports;

import java.util.Locale;
import java.util.Optional;

/** What a report is about. */
public enum ReportKind {
  /** Who sends in the name of a domain: DMARC aggregate reports. */
  DMARC,
  /** How mail servers came in: TLS reports. */
  TLS;

  /** The word in API and database: lower case. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The kind of this word. */
  public static Optional<ReportKind> named(String word) {
    for (ReportKind kind : values()) {
      if (kind.word().equals(word)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
