package relay.web.privacy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import relay.domain.campaign.Campaign;
import relay.domain.campaign.CampaignHandover;
import relay.domain.campaign.CampaignRecipient;
import relay.domain.campaign.Shard;

/** Seven recipients are stranded with every node, unless it lives. */
final class FakeHandover implements CampaignHandover {
  boolean isAlive;

  @Override
  public boolean claim(long run, Shard batch, long part) {
    return true;
  }

  @Override
  public boolean takeOver(Campaign campaign, Duration silence) {
    return false;
  }

  @Override
  public List<Long> strandedHere() {
    return List.of();
  }

  @Override
  public List<CampaignRecipient> doubtful(Campaign campaign) {
    return List.of();
  }

  @Override
  public void cameBack(long run) {}

  @Override
  public Optional<Long> giveUp(String node) {
    return isAlive ? Optional.empty() : Optional.of(7L);
  }
}
