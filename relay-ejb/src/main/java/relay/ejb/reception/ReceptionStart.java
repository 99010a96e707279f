package relay.ejb.reception;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.time.InstantSource;
import java.util.concurrent.Future;
import relay.ejb.broker.Broker;
import relay.ejb.journal.JournalFiles;

/** Puts the record right of what the process before did not get to store; nothing waits for it. */
@Singleton
@Startup
public class ReceptionStart {
  private static final Logger LOG = System.getLogger(ReceptionStart.class.getName());

  @Resource private ManagedExecutorService executor;
  @Inject private JournalFiles journal;
  @Inject private Broker broker;
  @Inject private InstantSource clock;
  private Future<?> running;

  @PostConstruct
  void start() {
    if (!journal.unproven().isEmpty()) {
      running = executor.submit(this::endUnstored);
    }
  }

  private void endUnstored() {
    try {
      new UnstoredMails(journal.ledger(), broker, journal, clock).end(journal.unproven());
    } catch (RuntimeException e) {
      // An application that does not start over this would refuse all mail.
      LOG.log(
          Logger.Level.WARNING,
          "mails that were recorded and not stored may be shown as queued; the next start looks"
              + " again",
          e);
    }
  }

  @PreDestroy
  void stop() {
    if (running != null) {
      running.cancel(false);
    }
  }
}
