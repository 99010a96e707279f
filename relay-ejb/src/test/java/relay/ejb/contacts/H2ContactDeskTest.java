package relay.ejb.contacts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import relay.ejb.database.Database;
import relay.ejb.database.TestDatabases;

class H2ContactDeskTest
    implements ContactDeskContract,
        SegmentContract,
        BehaviourContract,
        ConfirmationContract,
        FrequencyContract,
        RenewalContract {
  @TempDir static Path folder;
  private static Database database;

  @BeforeAll
  static void open() {
    database = new Database(TestDatabases.settings(""), folder);
    assertThat(database.open()).isTrue();
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @BeforeEach
  void begin() {
    ContactNode.empty(database);
  }

  @Override
  public Database database() {
    return database;
  }
}
