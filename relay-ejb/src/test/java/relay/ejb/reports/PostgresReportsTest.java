package relay.ejb.reports;

import org.junit.jupiter.api.extension.RegisterExtension;
import relay.ejb.database.Database;
import relay.ejb.database.PostgresDatabase;

class PostgresReportsTest implements ReportRowsContract {
  @RegisterExtension
  static final PostgresDatabase POSTGRES =
      PostgresDatabase.emptyingTables("received_report, report_source, report_session");

  @Override
  public Database database() {
    return POSTGRES.database();
  }
}
