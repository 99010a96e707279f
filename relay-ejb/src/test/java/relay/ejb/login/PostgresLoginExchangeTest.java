package relay.ejb.login;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.RegisterExtension;
import relay.ejb.database.Database;
import relay.ejb.database.PostgresDatabase;

class PostgresLoginExchangeTest implements LoginExchangeContract {
  @RegisterExtension
  static final PostgresDatabase POSTGRES =
      PostgresDatabase.emptyingTables("login_session, login_failure, login_mark");

  private final LoginWorld world = new LoginWorld();

  @Override
  public LoginWorld world() {
    return world;
  }

  @Override
  public void openAgain() {
    assertThat(database().open()).isTrue();
  }

  @Override
  public Database database() {
    return POSTGRES.database();
  }
}
