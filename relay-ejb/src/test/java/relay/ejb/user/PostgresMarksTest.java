package relay.ejb.user;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import relay.domain.user.LoginMarks;
import relay.ejb.database.Database;
import relay.ejb.database.PostgresDatabase;

class PostgresMarksTest implements DatabaseMarksContract {
  @RegisterExtension
  static final PostgresDatabase POSTGRES = PostgresDatabase.emptiedBy(DatabaseMarksContract::empty);

  private final HandClock clock = new HandClock();
  private LoginMarks marks;

  @BeforeEach
  void make() {
    marks = new DatabaseMarks(POSTGRES.database(), clock);
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
    return POSTGRES.database();
  }
}
