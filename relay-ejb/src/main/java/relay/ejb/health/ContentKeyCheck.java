package relay.ejb.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.InstantSource;
import relay.domain.health.Finding;
import relay.domain.health.HealthCheck;
import relay.domain.secret.ContentSeal;
import relay.domain.secret.LockedContents;

/** Mail that cannot be opened waits until somebody puts the key back: red until then. */
@ApplicationScoped
public class ContentKeyCheck implements HealthCheck {
  @Inject ContentSeal seal;
  @Inject LockedContents locked;
  @Inject InstantSource clock;

  @Override
  public String component() {
    return "content-keys";
  }

  @Override
  public Finding check() {
    int count = locked.count(clock.instant());
    if (count > 0) {
      return Finding.down(count + " mails wait: " + String.join("; ", locked.troubles()));
    }
    return Finding.up(
        seal.isSealing()
            ? "contents are encrypted with key " + seal.newestKey()
            : "contents are not encrypted");
  }
}
