package relay.ejb.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import relay.ejb.database.Database;
import relay.ejb.database.TestDatabases;

class H2LoginExchangeTest implements LoginExchangeContract {
  @TempDir Path folder;
  private LoginWorld world;
  private Database database;

  @BeforeEach
  void open() {
    database = new Database(TestDatabases.settings(""), folder);
    assertThat(database.open()).isTrue();
    world = new LoginWorld();
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  public LoginWorld world() {
    return world;
  }

  @Override
  public void openAgain() {
    assertThat(database.open()).isTrue();
  }

  @Override
  public Database database() {
    return database;
  }
}
