package relay.ejb.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import relay.ejb.database.Database;
import relay.ejb.database.PostgresDatabase;
import relay.ejb.database.TestDatabases;

class PostgresLeaseKeepingTest implements LeaseKeepingContract {
  @RegisterExtension
  static final PostgresDatabase POSTGRES =
      PostgresDatabase.emptyingTables("relay_node, flow_lease, traffic_override");

  private Database another;

  @Override
  public Database database() {
    return POSTGRES.database();
  }

  @Override
  public Database another() {
    another = new Database(TestDatabases.settings(POSTGRES.url()), Path.of("."));
    assertThat(another.open()).isTrue();
    return another;
  }

  @AfterEach
  void closeTheOther() {
    if (another != null) {
      another.close();
    }
  }
}
