package relay.ejb.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relay.acceptance.InstalledPostgres;
import relay.domain.control.ControlChange.Create;
import relay.domain.control.ControlUnavailable;
import relay.ejb.database.Database;
import relay.ejb.database.TestDatabases;

class PostgresControlStoreTest implements ControlStoreContract {
  @TempDir static Path serverFolder;
  private static Optional<InstalledPostgres> postgres = Optional.empty();
  @TempDir Path folder;
  private Database database;

  @BeforeAll
  static void startServer() throws IOException {
    postgres = InstalledPostgres.start(serverFolder);
  }

  @AfterAll
  static void stopServer() throws IOException {
    if (postgres.isPresent()) {
      postgres.get().close();
    }
  }

  @BeforeEach
  void open() {
    assumeTrue(postgres.isPresent(), "no PostgreSQL is installed: tested on H2 only");
    database = new Database(TestDatabases.settings(postgres.get().url()), folder);
    assertThat(database.open()).as(() -> String.valueOf(database.trouble())).isTrue();
    ControlStoreContract.empty(database);
  }

  @AfterEach
  void close() {
    if (database != null) {
      database.close();
    }
  }

  @Test
  void shouldKeepWhatWasKnownWhileTheServerIsGone() throws Exception {
    Node here = node("here");
    here.store.apply(new Create(ACME), ALICE);

    postgres.orElseThrow().stop();
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> here.store.apply(List.of(new Create(RECEIPTS)), ALICE))
        .isInstanceOf(ControlUnavailable.class);
    assertThat(here.watch.look()).isFalse();
    assertThat(here.state().find(ACME.key())).isPresent();
    postgres.orElseThrow().restart();

    assertThat(here.watch.look()).isTrue();
    assertThat(here.state().find(ACME.key())).isPresent();
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
