package relay.ejb.warmup;

import org.junit.jupiter.api.extension.RegisterExtension;
import relay.ejb.database.BuiltInDatabase;
import relay.ejb.database.Database;

class H2WarmUpRowsTest implements WarmUpRowsContract {
  @RegisterExtension final BuiltInDatabase builtIn = new BuiltInDatabase();

  @Override
  public Database database() {
    return builtIn.database();
  }
}
