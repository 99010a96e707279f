package relay.ejb.tlsreport;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import relay.domain.retention.AgingRows;
import relay.ejb.database.Database;

/**
 * Reports of ours about days that are long past, and counts that nobody made a report of: reports
 * were switched off, or the DNS gave no answer for days. By day. Thread-safe.
 */
final class OldTlsReports implements AgingRows {
  private static final int COUNTS_KEPT_DAYS = 3;
  private final Database database;
  private final Supplier<Duration> keptFor;

  OldTlsReports(Database database, Supplier<Duration> keptFor) {
    this.database = database;
    this.keptFor = keptFor;
  }

  @Override
  public String name() {
    return "tls-reports";
  }

  /** Days, those of counts with a mark behind. */
  @Override
  public List<String> old(Instant now, String after, int max) {
    LocalDate today = now.atOffset(ZoneOffset.UTC).toLocalDate();
    LocalDate reports = now.minus(keptFor.get()).atOffset(ZoneOffset.UTC).toLocalDate();
    List<String> keys = new ArrayList<>();
    database.inTransaction(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select distinct day_date, 'r' from tls_report where day_date < ?"
                      + " union select distinct day_date, 's' from tls_session where day_date < ?"
                      + " order by 1, 2")) {
            select.setObject(1, reports);
            select.setObject(2, today.minusDays(COUNTS_KEPT_DAYS));
            try (ResultSet row = select.executeQuery()) {
              while (row.next()) {
                keys.add(row.getObject(1, LocalDate.class) + row.getString(2));
              }
            }
          }
          return null;
        });
    return keys.stream().filter(key -> key.compareTo(after) > 0).limit(max).toList();
  }

  @Override
  public int remove(List<String> keys) {
    return database.inTransaction(
        connection -> {
          int removed = 0;
          for (String key : keys) {
            int end = key.length() - 1;
            String table = key.charAt(end) == 'r' ? "tls_report" : "tls_session";
            try (PreparedStatement delete =
                connection.prepareStatement("delete from " + table + " where day_date = ?")) {
              delete.setObject(1, LocalDate.parse(key.substring(0, end)));
              removed += delete.executeUpdate();
            }
          }
          return removed;
        });
  }
}
