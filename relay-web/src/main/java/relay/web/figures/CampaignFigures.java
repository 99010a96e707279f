package relay.web.figures;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import relay.domain.mail.CampaignName;
import relay.domain.view.CampaignView;
import relay.domain.view.CampaignView.Campaign;
import relay.domain.view.CampaignView.Dimension;
import relay.domain.view.CampaignView.Share;
import relay.domain.view.RecipientState;
import relay.web.json.Json;
import relay.web.problem.Problem;

/** The answers about campaigns: counted in the message view, so they outlive the process. */
@ApplicationScoped
public class CampaignFigures {
  private static final int LIMIT_DEFAULT = 50;
  private static final int LIMIT_MAX = 200;
  private static final int DOMAINS_MAX = 200;
  @Inject CampaignView view;
  @Inject InstantSource clock;

  /** The newest campaigns. */
  public JsonObject newest(String tenant, String limit) {
    JsonArrayBuilder campaigns = Json.array();
    view.newest(tenant(tenant), limit(limit)).forEach(c -> campaigns.add(json(c)));
    return Json.object().add("now", clock.instant().toString()).add("campaigns", campaigns).build();
  }

  /** One campaign by lane and domain. */
  public JsonObject of(String name, String tenant) {
    if (!CampaignName.isOne(name)) {
      throw Problem.in(400, "campaign", CampaignName.RULE);
    }
    Campaign campaign =
        view.find(name, tenant(tenant))
            .orElseThrow(() -> Problem.of(404, "no mail of this campaign is on record"));
    JsonObjectBuilder lanes = Json.object();
    view.shares(name, tenant(tenant), Dimension.LANE, DOMAINS_MAX)
        .forEach(share -> lanes.add(share.name(), counts(Json.object(), share.recipients())));
    JsonArrayBuilder domains = Json.array();
    for (Share share : view.shares(name, tenant(tenant), Dimension.DOMAIN, DOMAINS_MAX)) {
      domains.add(counts(Json.object().add("domain", share.name()), share.recipients()));
    }
    return json(campaign)
        .add("now", clock.instant().toString())
        .add("lanes", lanes)
        .add("domains", domains)
        .build();
  }

  private static JsonObjectBuilder json(Campaign campaign) {
    return Json.object()
        .add("campaign", campaign.name())
        .add("first_accepted_at", campaign.first().toString())
        .add("last_accepted_at", campaign.last().toString())
        .add(
            "totals",
            counts(Json.object().add("accepted", campaign.mails()), campaign.recipients()));
  }

  private static JsonObjectBuilder counts(
      JsonObjectBuilder out, Map<RecipientState, Long> recipients) {
    out.add("recipients", recipients.values().stream().mapToLong(Long::longValue).sum());
    recipients.forEach((state, count) -> out.add(state.label(), count.longValue()));
    return out;
  }

  private static Optional<String> tenant(String tenant) {
    return Optional.ofNullable(tenant).filter(id -> !id.isEmpty());
  }

  private static int limit(String text) {
    int limit = 0;
    try {
      limit = text == null ? LIMIT_DEFAULT : Integer.parseInt(text);
    } catch (NumberFormatException e) {
      limit = 0;
    }
    if (limit < 1 || limit > LIMIT_MAX) {
      throw Problem.in(400, "limit", "must be a number from 1 to " + LIMIT_MAX);
    }
    return limit;
  }
}
