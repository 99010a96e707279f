package relay.ejb.routing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import relay.domain.backup.Primaries;
import relay.domain.canary.CanaryBook;
import relay.domain.configuration.CurrentConfiguration;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.control.ControlKind;
import relay.domain.control.ControlSource;
import relay.domain.delivery.Transmission;
import relay.domain.egress.EgressDesk;
import relay.domain.journal.Journal;
import relay.domain.routing.CurrentRoutes;
import relay.domain.routing.MailRoute;
import relay.domain.routing.RouteKind;
import relay.domain.routing.TargetHealth;
import relay.domain.routing.TargetQuotas;
import relay.domain.secret.SecretVault;
import relay.domain.signing.DkimSigner;
import relay.domain.spend.SpendBook;
import relay.domain.tenancy.CurrentTenancy;

/** Lets routes be kept like everything else that operators make, and makes them ready for mail. */
@ApplicationScoped
public class RouteProducer {

  @Produces
  @Singleton
  ControlKind<MailRoute> kind() {
    return RouteKind.ROUTE;
  }

  @Produces
  @Singleton
  CurrentRoutes routes(ControlSource source, SecretVault vault) {
    return new CurrentRoutes(source, vault);
  }

  @Produces
  @Singleton
  TargetMemory memory(RelayConfiguration configuration) {
    return new TargetMemory(configuration.node().dataFolder());
  }

  /** As it was before the last stop. */
  @Produces
  @Singleton
  TargetHealth health(
      CurrentConfiguration configuration, InstantSource clock, TargetMemory memory) {
    var health = new TargetHealth(() -> configuration.get().routeHealth(), clock);
    memory.restore(health);
    return health;
  }

  @Produces
  @Singleton
  Primaries primaries(
      CurrentTenancy tenancy,
      TargetHealth health,
      CurrentConfiguration configuration,
      InstantSource clock,
      RandomGenerator random) {
    return new Primaries(tenancy, health, () -> configuration.get().backup(), clock, random);
  }

  /** As before the last stop. */
  @Produces
  @Singleton
  CanaryBook canaries(TargetMemory memory) {
    var book = new CanaryBook();
    memory.restore(book);
    return book;
  }

  @Produces
  @Singleton
  CanaryRounds canaryRounds(
      CanaryBook book,
      CurrentRoutes routes,
      CurrentConfiguration configuration,
      CanaryRounds.Outside outside,
      Journal journal,
      InstantSource clock,
      RandomGenerator random) {
    return new CanaryRounds(
        book,
        routes,
        () -> configuration.get().routeCanary(),
        outside,
        journal,
        configuration.get().node().hostName(),
        clock,
        random);
  }

  @Produces
  @Singleton
  CanaryRounds.Outside outside(
      DkimSigner signer, EgressDesk egress, TargetQuotas quotas, Transmission transmission) {
    return new CanaryRounds.Outside(signer, egress, quotas, transmission);
  }

  /** With what was counted before the last stop. */
  @Produces
  @Singleton
  TargetQuotas quotas(
      CurrentConfiguration configuration,
      CurrentRoutes routes,
      InstantSource clock,
      TargetMemory memory) {
    var book = new SpendBook();
    memory.restore(book);
    return new TargetQuotas(book, routes, () -> configuration.get().routeSpend(), clock);
  }
}
