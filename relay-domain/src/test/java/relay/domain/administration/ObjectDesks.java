package relay.domain.administration;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import relay.domain.authentication.ScramKeys;
import relay.domain.automation.AutomationKind;
import relay.domain.campaign.CampaignKind;
import relay.domain.campaign.SeriesKind;
import relay.domain.contacts.ContactAttributeKind;
import relay.domain.contacts.ContactListKind;
import relay.domain.contacts.SegmentKind;
import relay.domain.control.ControlKind;
import relay.domain.control.ControlKinds;
import relay.domain.control.ControlSource;
import relay.domain.control.ControlStore;
import relay.domain.control.InMemoryControlStore;
import relay.domain.egress.EgressKinds;
import relay.domain.feedback.reply.ReplyRuleKind;
import relay.domain.mail.NetworkRange;
import relay.domain.quota.Ramps;
import relay.domain.routing.RouteKind;
import relay.domain.secret.BreachedPasswords;
import relay.domain.secret.FixedVault;
import relay.domain.secret.PasswordHash;
import relay.domain.secret.SecretVault;
import relay.domain.suppression.SuppressionRuleKind;
import relay.domain.template.TemplateKind;
import relay.domain.template.TemplateVersionKind;
import relay.domain.tenancy.TenancyIndex;
import relay.domain.tenancy.TenancyKinds;
import relay.domain.user.UserKind;
import relay.domain.warmup.WarmUpKind;
import relay.domain.webhook.TargetRule;
import relay.domain.webhook.WebhookKind;

/** Desks for tests: the real rules over a store in memory, cheap hashes, chance from a seed. */
public final class ObjectDesks {
  public static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
  public static final ControlKinds KINDS = new ControlKinds(kinds());
  public static final SecretVault VAULT = new FixedVault();

  private ObjectDesks() {}

  /** The kinds whose objects are made and changed by documents. */
  public static List<ControlKind<?>> kinds() {
    return Stream.of(
            TenancyKinds.ALL,
            List.of(UserKind.USER, RouteKind.ROUTE, WebhookKind.WEBHOOK),
            List.of(new SuppressionRuleKind(), ReplyRuleKind.REPLY_RULE, WarmUpKind.PLAN),
            List.of(ContactAttributeKind.ATTRIBUTE, ContactListKind.LIST, SegmentKind.SEGMENT),
            List.of(
                TemplateKind.TEMPLATE,
                TemplateVersionKind.VERSION,
                CampaignKind.CAMPAIGN,
                SeriesKind.SERIES,
                AutomationKind.AUTOMATION),
            EgressKinds.ALL)
        .<ControlKind<?>>flatMap(List::stream)
        .toList();
  }

  public static ObjectDesk over(InMemoryControlStore store) {
    return over(store, store);
  }

  /** A desk that changes things in one store and reads them in another. */
  public static ObjectDesk over(ControlStore store, ControlSource source) {
    return over(store, source, BreachedPasswords.NONE);
  }

  /** With passwords that nobody may choose. */
  public static ObjectDesk over(InMemoryControlStore store, BreachedPasswords breached) {
    return over(store, store, breached);
  }

  private static ObjectDesk over(
      ControlStore store, ControlSource source, BreachedPasswords breached) {
    HashCost cost = new HashCost(new PasswordHash.Cost(8, 1, 1), ScramKeys.ITERATIONS_MIN);
    return new ObjectDesk(
        store,
        source,
        KINDS,
        new RulesOfKinds(
            cost,
            breached,
            InstantSource.fixed(NOW),
            new Random(7),
            VAULT,
            new RulesOfKinds.Surroundings(
                "provider"::equals,
                "provider"::equals,
                new Ramps(new TenancyIndex(source)),
                new TargetRule(List.of(NetworkRange.parse("10.1.0.0/16"))))));
  }
}
