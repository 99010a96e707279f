package relay.ejb.tlsreport;

import org.junit.jupiter.api.extension.RegisterExtension;
import relay.ejb.database.BuiltInDatabase;
import relay.ejb.database.Database;

class H2TlsReportsTest implements TlsReportRowsContract {
  @RegisterExtension final BuiltInDatabase builtIn = new BuiltInDatabase();

  @Override
  public Database database() {
    return builtIn.database();
  }
}
