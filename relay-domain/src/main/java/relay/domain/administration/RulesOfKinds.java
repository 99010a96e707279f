package relay.domain.administration;

import java.time.InstantSource;
import java.util.Map;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import relay.domain.secret.BreachedPasswords;
import relay.domain.tenancy.TenancyKinds;

/** Which kinds have rules of their own here. Immutable, thread-safe. */
public final class RulesOfKinds {
  private final Map<String, KindRules> byKind;

  /**
   * @param breached passwords that nobody may choose
   * @param random a secure one: secrets are made of it
   * @param routes whether there is a route of a name
   */
  public RulesOfKinds(
      HashCost cost,
      BreachedPasswords breached,
      InstantSource clock,
      RandomGenerator random,
      Predicate<String> routes) {
    byKind =
        Map.of(
            TenancyKinds.TENANT.name(), new TenantRules(),
            TenancyKinds.STREAM.name(), new StreamRules(routes),
            TenancyKinds.DOMAIN.name(), new DomainRules(random),
            TenancyKinds.CREDENTIAL.name(), new CredentialRules(cost, breached, clock, random),
            TenancyKinds.CLIENT_RANGE.name(), new RangeRules(random));
  }

  KindRules of(String kind) {
    return byKind.getOrDefault(kind, KindRules.PLAIN);
  }
}
