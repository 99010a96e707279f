package relay.domain.reports;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.Function;
import relay.domain.mail.DomainName;
import relay.domain.view.InvalidQuery;

/** Reads a query from the texts of a request; refuses what it does not understand by name. */
public final class ReportQueryReader {
  private static final int DAYS_DEFAULT = 30;
  private static final LocalDate FIRST_DAY = LocalDate.of(2000, 1, 1);
  private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);
  private static final String DAY = "a day such as 2026-01-31";
  private static final String ID = "[0-9a-f]{32}";
  private final Function<String, String> parameters;

  /** Takes a way to the first value of a parameter; null when it is absent. */
  public ReportQueryReader(Function<String, String> parameters) {
    this.parameters = parameters;
  }

  /**
   * The query, about the last 30 days unless it says otherwise.
   *
   * @throws InvalidQuery for the first parameter that cannot be read
   */
  public ReportQuery read(String tenant, Instant now) {
    Optional<LocalDate> from = one("from", DAY, ReportQueryReader::day);
    LocalDate to =
        one("to", DAY, ReportQueryReader::day).orElse(now.atOffset(ZoneOffset.UTC).toLocalDate());
    return new ReportQuery(
        tenant,
        one(
            "kind",
            "dmarc or tls",
            text -> ReportKind.named(text).orElseThrow(ReportQueryReader::no)),
        one("domain", "a domain name", text -> DomainName.of(text).ascii()),
        from.orElse(to.minusDays(DAYS_DEFAULT)),
        to,
        one("cursor", "the next_cursor of the page before", ReportQueryReader::id),
        one("limit", "a number from 1 to " + ReportQuery.LIMIT_MAX, ReportQueryReader::limit)
            .orElse(ReportQuery.LIMIT_DEFAULT));
  }

  private <T> Optional<T> one(String name, String rule, Function<String, T> reader) {
    String text = parameters.apply(name);
    if (text == null || text.isBlank()) {
      return Optional.empty();
    }
    try {
      return Optional.of(reader.apply(text.strip()));
    } catch (IllegalArgumentException | DateTimeParseException e) {
      throw new InvalidQuery(name, "must be " + rule);
    }
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

  private static int limit(String text) {
    int limit = Integer.parseInt(text);
    if (limit < 1 || limit > ReportQuery.LIMIT_MAX) {
      throw no();
    }
    return limit;
  }

  private static IllegalArgumentException no() {
    return new IllegalArgumentException();
  }
}
