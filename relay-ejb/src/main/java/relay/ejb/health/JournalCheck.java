package relay.ejb.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import relay.domain.health.Finding;
import relay.domain.health.HealthCheck;
import relay.ejb.journal.JournalFiles;

/** Without a journal no mail is taken and none is sent. */
@ApplicationScoped
public class JournalCheck implements HealthCheck {
  @Inject JournalFiles journal;

  @Override
  public String component() {
    return "journal";
  }

  @Override
  public Finding check() {
    return journal.isHealthy()
        ? Finding.up("events are being written")
        : Finding.down("the last write failed; is the disk full or gone?");
  }
}
