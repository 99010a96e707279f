package relay.ejb.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import relay.acceptance.TemporaryFolder;

/** The built-in database, new for each test and gone after it. */
public final class BuiltInDatabase implements BeforeEachCallback, AfterEachCallback {
  private Path folder;
  private Database database;

  @Override
  public void beforeEach(ExtensionContext test) throws IOException {
    folder = Files.createTempDirectory("relay-database");
    database = new Database(TestDatabases.settings(""), folder);
    assertThat(database.open()).isTrue();
  }

  @Override
  public void afterEach(ExtensionContext test) {
    database.close();
    TemporaryFolder.delete(folder);
  }

  /** The one that is open. */
  public Database database() {
    return database;
  }
}
