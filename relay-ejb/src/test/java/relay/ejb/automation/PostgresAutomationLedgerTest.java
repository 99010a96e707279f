package relay.ejb.automation;

import org.junit.jupiter.api.extension.RegisterExtension;
import relay.ejb.database.Database;
import relay.ejb.database.PostgresDatabase;

class PostgresAutomationLedgerTest implements AutomationLedgerContract, AutomationFigureContract {
  @RegisterExtension
  static final PostgresDatabase POSTGRES =
      PostgresDatabase.emptiedBy(AutomationLedgerContract::empty);

  @Override
  public Database database() {
    return POSTGRES.database();
  }
}
