package relay.ejb.feedback;

import org.junit.jupiter.api.extension.RegisterExtension;
import relay.ejb.database.BuiltInDatabase;
import relay.ejb.database.Database;

class H2UnknownRepliesTest implements UnknownReplyRowsContract {
  @RegisterExtension final BuiltInDatabase builtIn = new BuiltInDatabase();

  @Override
  public Database database() {
    return builtIn.database();
  }
}
