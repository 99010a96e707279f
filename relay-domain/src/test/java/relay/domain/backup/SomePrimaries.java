package relay.domain.backup;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Random;
import relay.domain.routing.HealthSettings;
import relay.domain.routing.TargetHealth;
import relay.domain.settings.Settings;
import relay.domain.tenancy.CurrentTenancy;
import relay.domain.tenancy.Tenancy;

/** Primaries over settings and domains of the test's choice. */
public final class SomePrimaries {
  private SomePrimaries() {}

  /** The relay is nobody's backup. */
  public static Primaries none() {
    return of(() -> Tenancy.EMPTY, InstantSource.fixed(Instant.EPOCH), Map.of());
  }

  /**
   * @param file settings that differ from the usual ones
   */
  public static Primaries of(
      CurrentTenancy tenancy, InstantSource clock, Map<String, String> file) {
    var routeHealth = HealthSettings.from(Settings.of(HealthSettings.ALL, Map.of(), Map.of()));
    var backup = BackupSettings.from(Settings.of(BackupSettings.ALL, file, Map.of()));
    var health = new TargetHealth(() -> routeHealth, clock);
    return new Primaries(tenancy, health, () -> backup, clock, new Random(1));
  }
}
