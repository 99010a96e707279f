package relay.ejb.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

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
  public void afterEach(ExtensionContext test) throws IOException {
    database.close();
    List<Path> files;
    try (Stream<Path> found = Files.walk(folder)) {
      files = found.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : files) {
      Files.delete(file);
    }
  }

  /** The one that is open. */
  public Database database() {
    return database;
  }
}
