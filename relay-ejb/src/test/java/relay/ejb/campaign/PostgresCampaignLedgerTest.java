package relay.ejb.campaign;

import org.junit.jupiter.api.extension.RegisterExtension;
import relay.ejb.database.Database;
import relay.ejb.database.PostgresDatabase;

class PostgresCampaignLedgerTest
    implements CampaignVariantContract,
        CampaignFollowerContract,
        OldRecipientsContract,
        CampaignHandoverContract,
        CampaignSunsetContract {
  @RegisterExtension
  static final PostgresDatabase POSTGRES =
      PostgresDatabase.emptiedBy(CampaignLedgerContract::empty);

  @Override
  public Database database() {
    return POSTGRES.database();
  }
}
