package relay.ejb.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relay.domain.control.ControlChange.Create;
import relay.ejb.database.Database;
import relay.ejb.database.TestDatabases;

class H2ControlStoreTest implements ControlStoreContract, SeriesNodesContract {
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

  /** What a crash would leave is what stands in the file now. */
  @Test
  void shouldHaveAChangeOnDiskWhenItIsDone() throws Exception {
    node("here").store.apply(new Create(ACME), ALICE);

    Path crashed = Files.createDirectories(folder.resolve("crashed").resolve("database"));
    Files.copy(folder.resolve("database").resolve("relay.mv.db"), crashed.resolve("relay.mv.db"));
    try (Database after = new Database(TestDatabases.settings(""), folder.resolve("crashed"))) {
      assertThat(after.open()).isTrue();
      Node there = new Node(after, folder.resolve("crashed"));
      there.watch.look();

      assertThat(there.state().find(ACME.key())).isPresent();
    }
  }

  @Override
  public Database database() {
    return database;
  }

  @Override
  public Path folder() {
    return folder;
  }
}
