package relay.ejb.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import relay.domain.user.LoginMarks;
import relay.ejb.database.Database;
import relay.ejb.database.TestDatabases;

class H2MarksTest implements DatabaseMarksContract {
  @TempDir Path folder;
  private final HandClock clock = new HandClock();
  private Database database;
  private LoginMarks marks;

  @BeforeEach
  void open() {
    database = new Database(TestDatabases.settings(""), folder);
    assertThat(database.open()).isTrue();
    marks = new DatabaseMarks(database, clock);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  public LoginMarks marks() {
    return marks;
  }

  @Override
  public HandClock clock() {
    return clock;
  }

  @Override
  public Database database() {
    return database;
  }
}
