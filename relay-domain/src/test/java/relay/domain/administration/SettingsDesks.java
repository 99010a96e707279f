package relay.domain.administration;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import relay.domain.configuration.BootSettings;
import relay.domain.configuration.CurrentConfiguration;
import relay.domain.configuration.LiveSettingsKind;
import relay.domain.control.ControlKinds;
import relay.domain.control.InMemoryControlStore;
import relay.domain.secret.InMemoryVault;
import relay.domain.secret.SecretVault;

/** One node with its file and environment, over a store that other nodes may share. */
public final class SettingsDesks {
  public final InMemoryControlStore store;
  public final CurrentConfiguration current;
  public final SettingsDesk desk;

  private SettingsDesks(
      InMemoryControlStore store, Map<String, String> file, Map<String, String> environment) {
    this.store = store;
    this.current =
        new CurrentConfiguration(new BootSettings(file, environment), store, SettingsDesks::vault);
    this.desk = new SettingsDesk(store, current, InstantSource.fixed(ObjectDesks.NOW));
  }

  public static InMemoryControlStore store() {
    return new InMemoryControlStore(new ControlKinds(List.of(new LiveSettingsKind())));
  }

  public static SettingsDesks over(InMemoryControlStore store, Map<String, String> file) {
    return new SettingsDesks(store, file, Map.of());
  }

  public static SettingsDesks over(
      InMemoryControlStore store, Map<String, String> file, Map<String, String> environment) {
    return new SettingsDesks(store, file, environment);
  }

  /** The same keys each time. */
  private static SecretVault vault() {
    return new InMemoryVault();
  }
}
