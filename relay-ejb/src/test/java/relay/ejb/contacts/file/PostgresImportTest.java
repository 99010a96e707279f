package relay.ejb.contacts.file;

import java.nio.file.Path;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import relay.ejb.database.Database;
import relay.ejb.database.PostgresDatabase;

class PostgresImportTest implements ImportContract {
  @RegisterExtension
  static final PostgresDatabase POSTGRES = PostgresDatabase.emptiedBy(ImportNode::empty);

  @TempDir Path uploads;

  @Override
  public Database database() {
    return POSTGRES.database();
  }

  @Override
  public ImportNode node() {
    return new ImportNode(database(), uploads);
  }
}
