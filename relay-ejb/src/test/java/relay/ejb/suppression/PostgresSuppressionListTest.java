package relay.ejb.suppression;

import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import relay.ejb.database.Database;
import relay.ejb.database.PostgresDatabase;

class PostgresSuppressionListTest implements SuppressionListContract {
  @RegisterExtension
  static final PostgresDatabase POSTGRES = PostgresDatabase.emptiedBy(SuppressionNode::empty);

  @TempDir Path folder;

  /** The rules over the same server. */
  @Nested
  class Rules extends BounceFollowerTest {
    @Override
    String url() {
      return POSTGRES.url();
    }
  }

  @Override
  public Database database() {
    return POSTGRES.database();
  }

  @Override
  public Path folder() {
    return folder;
  }
}
