package relay.domain.tracking;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import relay.domain.identity.IdentityTokens;
import relay.domain.identity.TestTokens;
import relay.domain.routing.FakeDns;
import relay.domain.settings.Settings;
import relay.domain.tenancy.CurrentTenancy;
import relay.domain.tenancy.Tenancy;

/** Tracking without a container, for tests of whoever works with it. */
public final class TestTracking {
  public static final String BASE = "https://click.example.com/";

  private TestTracking() {}

  /** Of a relay that tracks nothing. */
  public static MailTracking none() {
    return new MailTracking(
        new TrackedLinks(() -> IdentityTokens.NONE),
        () -> Tenancy.EMPTY,
        hosts(settings()),
        TestTracking::settings,
        List::of,
        InstantSource.system());
  }

  /** Links of a key that comes from a seed. */
  public static TrackedLinks links(long seed) {
    return new TrackedLinks(() -> TestTokens.of(seed));
  }

  /** Of a relay whose links begin with {@link #BASE}. */
  public static MailTracking of(TrackedLinks links, CurrentTenancy tenancy, InstantSource clock) {
    TrackingSettings settings = settings("tracking.public-url", BASE);
    return new MailTracking(
        links, tenancy, hosts(settings), () -> settings, () -> List.of(BASE), clock);
  }

  /** Settings by key and value. */
  public static TrackingSettings settings(String... pairs) {
    Map<String, String> file = new HashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      file.put(pairs[i], pairs[i + 1]);
    }
    return TrackingSettings.from(Settings.of(TrackingSettings.ALL, file, Map.of()));
  }

  private static TrackingHosts hosts(TrackingSettings settings) {
    return new TrackingHosts(new FakeDns(), List::of, settings::publicUrl, InstantSource.system());
  }
}
