package relay.ejb.campaign;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import relay.domain.campaign.Campaign;
import relay.domain.campaign.CampaignKind;
import relay.domain.campaign.Series;
import relay.domain.campaign.SeriesKind;
import relay.domain.control.ControlKind;

/** Makes campaigns known as control objects; by itself, for the others need the control objects. */
@ApplicationScoped
public class CampaignKindProducer {

  /** Joins the other control objects. */
  @Produces
  @Singleton
  ControlKind<Campaign> kind() {
    return CampaignKind.CAMPAIGN;
  }

  /** Joins them, too. */
  @Produces
  @Singleton
  ControlKind<Series> series() {
    return SeriesKind.SERIES;
  }
}
