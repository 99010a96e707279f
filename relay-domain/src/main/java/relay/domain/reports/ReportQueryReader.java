package relay.domain.reports;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Function;
import relay.domain.mail.DomainName;
import relay.domain.view.InvalidQuery;
import relay.domain.view.QueryTexts;

/** Reads a query from the texts of a request; refuses what it does not understand by name. */
public final class ReportQueryReader {
  private static final int DAYS_DEFAULT = 30;
  private static final LocalDate FIRST_DAY = LocalDate.of(2000, 1, 1);
  private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);
  private static final String DAY = "a day such as 2026-01-31";
  private static final String ID = "[0-9a-f]{32}";
  private final QueryTexts texts;

  /** Takes a way to the first value of a parameter; null when it is absent. */
  public ReportQueryReader(Function<String, String> parameters) {
    this.texts = new QueryTexts(parameters);
  }

  /**
   * The query, about the last 30 days unless it says otherwise.
   *
   * @throws InvalidQuery for the first parameter that cannot be read
   */
  public ReportQuery read(String tenant, Instant now) {
    Optional<LocalDate> from = texts.one("from", DAY, ReportQueryReader::day);
    LocalDate to =
        texts
            .one("to", DAY, ReportQueryReader::day)
            .orElse(now.atOffset(ZoneOffset.UTC).toLocalDate());
    return new ReportQuery(
        tenant,
        texts.one(
            "kind",
            "dmarc or tls",
            text -> ReportKind.named(text).orElseThrow(ReportQueryReader::no)),
        texts.one("domain", "a domain name", text -> DomainName.of(text).ascii()),
        from.orElse(to.minusDays(DAYS_DEFAULT)),
        to,
        texts.one("cursor", "the next_cursor of the page before", ReportQueryReader::id),
        texts.upTo("limit", ReportQuery.LIMIT_MAX).orElse(ReportQuery.LIMIT_DEFAULT));
  }

  private static LocalDate day(String text) {
    LocalDate day = LocalDate.parse(text);
    if (day.isBefore(FIRST_DAY) || day.isAfter(LAST_DAY)) {
      throw no();
    }
    return day;
  }

  private static String id(String text) {
    if (!text.matches(ID)) {
      throw no();
    }
    return text;
  }

  private static IllegalArgumentException no() {
    return new IllegalArgumentException();
  }
}
