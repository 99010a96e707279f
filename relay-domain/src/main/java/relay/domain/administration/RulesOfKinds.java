package relay.domain.administration;

import static java.util.Map.entry;

import java.time.InstantSource;
import java.util.Map;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import relay.domain.automation.AutomationKind;
import relay.domain.campaign.CampaignKind;
import relay.domain.campaign.SeriesKind;
import relay.domain.quota.Ramps;
import relay.domain.routing.RouteKind;
import relay.domain.secret.BreachedPasswords;
import relay.domain.secret.SecretVault;
import relay.domain.tenancy.TenancyKinds;
import relay.domain.user.UserKind;
import relay.domain.webhook.TargetRule;
import relay.domain.webhook.WebhookKind;

/** Which kinds have rules of their own here. Immutable, thread-safe. */
public final class RulesOfKinds {
  private final Map<String, KindRules> byKind;

  /**
   * What stands beside the objects and they are measured by.
   *
   * @param routes whether there is a route of a name, wherever it comes from
   * @param settingsRoutes whether the settings have a route of a name
   * @param ramps how far new tenants have come
   * @param webhooks where webhooks may point
   */
  public record Surroundings(
      Predicate<String> routes,
      Predicate<String> settingsRoutes,
      Ramps ramps,
      TargetRule webhooks) {}

  /**
   * @param breached passwords that nobody may choose
   * @param random a secure one: secrets are made of it
   * @param vault seals the keys of people's codes
   */
  public RulesOfKinds(
      HashCost cost,
      BreachedPasswords breached,
      InstantSource clock,
      RandomGenerator random,
      SecretVault vault,
      Surroundings around) {
    byKind =
        Map.ofEntries(
            entry(UserKind.USER.name(), new UserRules(cost, breached, random, vault)),
            entry(RouteKind.ROUTE.name(), new RouteRules(vault, around.settingsRoutes())),
            entry(
                WebhookKind.WEBHOOK.name(),
                new WebhookRules(clock, random, vault, around.webhooks())),
            entry(CampaignKind.CAMPAIGN.name(), new CampaignRules()),
            entry(SeriesKind.SERIES.name(), new SeriesRules()),
            entry(AutomationKind.AUTOMATION.name(), new AutomationRules()),
            entry(TenancyKinds.TENANT.name(), new TenantRules(around.ramps(), clock)),
            entry(TenancyKinds.STREAM.name(), new StreamRules(around.routes())),
            entry(TenancyKinds.DOMAIN.name(), new DomainRules(random)),
            entry(
                TenancyKinds.CREDENTIAL.name(), new CredentialRules(cost, breached, clock, random)),
            entry(TenancyKinds.CLIENT_RANGE.name(), new RangeRules(random)));
  }

  KindRules of(String kind) {
    return byKind.getOrDefault(kind, KindRules.PLAIN);
  }
}
