package relay.ejb.feedback;

import org.junit.jupiter.api.extension.RegisterExtension;
import relay.ejb.database.Database;
import relay.ejb.database.PostgresDatabase;

class PostgresUnknownRepliesTest implements UnknownReplyRowsContract {
  @RegisterExtension
  static final PostgresDatabase POSTGRES = PostgresDatabase.emptyingTables("unknown_reply");

  @Override
  public Database database() {
    return POSTGRES.database();
  }
}
