package relay.ejb.tracking;

import org.junit.jupiter.api.extension.RegisterExtension;
import relay.ejb.database.PostgresDatabase;

/** The same over PostgreSQL. */
class PostgresTrackingFollowerTest extends TrackingFollowerTest {
  @RegisterExtension
  static final PostgresDatabase POSTGRES = PostgresDatabase.emptiedBy(TrackingFollowerTest::empty);

  @Override
  String url() {
    return POSTGRES.url();
  }
}
