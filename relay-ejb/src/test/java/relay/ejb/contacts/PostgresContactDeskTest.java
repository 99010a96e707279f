package relay.ejb.contacts;

import org.junit.jupiter.api.extension.RegisterExtension;
import relay.ejb.database.Database;
import relay.ejb.database.PostgresDatabase;

class PostgresContactDeskTest
    implements ContactDeskContract,
        SegmentContract,
        BehaviourContract,
        ConfirmationContract,
        FrequencyContract,
        RenewalContract {
  @RegisterExtension
  static final PostgresDatabase POSTGRES = PostgresDatabase.emptiedBy(ContactNode::empty);

  @Override
  public Database database() {
    return POSTGRES.database();
  }
}
