package relay.ejb.reports;

import java.time.Duration;
import java.util.function.Supplier;
import relay.domain.retention.AgingRows;
import relay.ejb.database.Database;
import relay.ejb.database.OldRows;

/** Reports about days that are long past. */
final class OldReports {
  private static final OldRows.Statements STATEMENTS =
      new OldRows.Statements(
          "select id from received_report where first_day < ? and id > ? order by id limit ?",
          "delete from report_source where report = ?",
          "delete from report_session where report = ?",
          "delete from received_report where id = ?");

  private OldReports() {}

  static AgingRows of(Database database, Supplier<Duration> keptFor) {
    return OldRows.namedByDay(database, "reports", keptFor, STATEMENTS);
  }
}
