package relay.ejb.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relay.acceptance.InstalledPostgres;
import relay.domain.view.MessageQuery;
import relay.domain.view.ViewUnavailable;
import relay.ejb.database.Database;

class PostgresMessageViewTest
    implements MessageViewContract, ErasedRowsContract, CampaignViewContract {
  @TempDir static Path folder;
  private static Optional<InstalledPostgres> postgres = Optional.empty();
  private Database database;

  @BeforeAll
  static void startServer() throws IOException {
    postgres = InstalledPostgres.start(folder);
  }

  @AfterAll
  static void stopServer() throws IOException {
    if (postgres.isPresent()) {
      postgres.get().close();
    }
  }

  @BeforeEach
  void open() {
    assumeTrue(postgres.isPresent(), "no PostgreSQL is installed: the view was tested on H2 only");
    database = new Database(H2MessageViewTest.settings(postgres.get().url()), folder);
    assertThat(database.open()).as(() -> String.valueOf(database.trouble())).isTrue();
    database.inTransaction(
        connection -> {
          try (var statement = connection.createStatement()) {
            return statement.execute("truncate message, recipient, follower");
          }
        });
  }

  @AfterEach
  void close() {
    if (database != null) {
      database.close();
    }
  }

  @Override
  public Database database() {
    return database;
  }

  @Test
  void shouldComeBackWhenTheServerWasGone() throws IOException {
    var view = new DatabaseMessageView(database);
    view.find(MessageQuery.ALL);

    postgres.orElseThrow().stop();
    assertThatThrownBy(() -> view.find(MessageQuery.ALL)).isInstanceOf(ViewUnavailable.class);
    assertThat(database.open()).isFalse();
    postgres.orElseThrow().restart();

    assertThat(database.open()).isTrue();
    assertThat(view.find(MessageQuery.ALL).messages()).isEmpty();
  }
}
