package relay.ejb.settings;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import relay.domain.administration.SecretDesk;
import relay.domain.administration.SettingsDesk;
import relay.domain.audit.AuditLog;
import relay.domain.configuration.BootSettings;
import relay.domain.configuration.CurrentConfiguration;
import relay.domain.configuration.LiveSettings;
import relay.domain.configuration.LiveSettingsKind;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.control.ControlKind;
import relay.domain.control.ControlKinds;
import relay.domain.control.ControlSource;
import relay.domain.control.ControlStore;
import relay.domain.secret.SecretVault;

/** Produces the values that every bean may have injected. */
@ApplicationScoped
public class ProcessValues {

  /** Settings file and environment of this process. */
  @Produces
  @Singleton
  BootSettings boot() {
    return BootSettings.load();
  }

  /** The same, checked; for what is read at start. */
  @Produces
  @Singleton
  RelayConfiguration configuration(BootSettings boot) {
    return boot.with(Map.of());
  }

  /** For what is obeyed while the relay runs. */
  @Produces
  @Singleton
  CurrentConfiguration current(
      BootSettings boot, ControlSource source, Instance<SecretVault> vault) {
    return new CurrentConfiguration(boot, source, vault::get);
  }

  @Produces
  @Singleton
  ControlKind<LiveSettings> kind() {
    return new LiveSettingsKind();
  }

  @Produces
  @Singleton
  SettingsDesk desk(ControlStore store, CurrentConfiguration current, InstantSource clock) {
    return new SettingsDesk(store, current, clock);
  }

  @Produces
  @Singleton
  SecretDesk secrets(
      ControlStore store,
      ControlSource source,
      ControlKinds kinds,
      Instance<SecretVault> vault,
      AuditLog audit,
      InstantSource clock) {
    return new SecretDesk(store, source, kinds, vault::get, audit, clock);
  }

  /** UTC, to the precision of the system. Injected as Clock or as InstantSource. */
  @Produces
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }

  /** For jitter and random choice among equals, never for secrets. Thread-safe. */
  @Produces
  @Singleton
  RandomGenerator random() {
    return new EachThreadItsOwn();
  }

  /** Without the contention of one generator for all threads. */
  private static final class EachThreadItsOwn implements RandomGenerator {
    @Override
    public long nextLong() {
      return ThreadLocalRandom.current().nextLong();
    }
  }
}
