package relay.ejb.tlsreport;

import org.junit.jupiter.api.extension.RegisterExtension;
import relay.ejb.database.Database;
import relay.ejb.database.PostgresDatabase;

class PostgresTlsReportsTest implements TlsReportRowsContract {
  @RegisterExtension
  static final PostgresDatabase POSTGRES =
      PostgresDatabase.emptyingTables("tls_session, tls_report");

  @Override
  public Database database() {
    return POSTGRES.database();
  }
}
