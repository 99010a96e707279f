package relay.ejb.warmup;

import org.junit.jupiter.api.extension.RegisterExtension;
import relay.ejb.database.Database;
import relay.ejb.database.PostgresDatabase;

class PostgresWarmUpRowsTest implements WarmUpRowsContract {
  @RegisterExtension
  static final PostgresDatabase POSTGRES = PostgresDatabase.emptyingTables("warm_up");

  @Override
  public Database database() {
    return POSTGRES.database();
  }
}
