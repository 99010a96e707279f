package relay.ejb.warmup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import relay.ejb.database.Database;
import relay.ejb.database.TestDatabases;

class H2WarmUpRowsTest implements WarmUpRowsContract {
  @TempDir Path folder;
  private Database database;

  @BeforeEach
  void open() {
    database = new Database(TestDatabases.settings(""), folder);
    assertThat(database.open()).isTrue();
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  public Database database() {
    return database;
  }
}
