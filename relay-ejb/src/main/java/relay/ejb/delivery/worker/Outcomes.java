package relay.ejb.delivery.worker;

import java.lang.System.Logger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import relay.domain.bounce.BounceComposer;
import relay.domain.bounce.Conclusion;
import relay.domain.delivery.Judgement;
import relay.domain.fault.FaultPoint;
import relay.domain.journal.Journal;
import relay.domain.journal.JournalUnavailable;
import relay.domain.journal.MailEvent;
import relay.domain.queue.MailQueues;
import relay.domain.queue.QueueUnavailable;
import relay.domain.queue.QueuedMail;

/**
 * Stores what an attempt came to, in the one safe order: events durable, then what follows queued.
 * While journal or broker fail it keeps trying for a bounded time, for what was sent cannot be
 * taken back. Thread-safe.
 */
final class Outcomes {
  private static final Logger LOG = System.getLogger(Outcomes.class.getName());
  private static final long PAUSE_NANOS = Duration.ofMillis(500).toNanos();
  private final Journal journal;
  private final MailQueues queues;
  private final BounceComposer reports;
  private final FaultPoint faults;
  private final Duration patience;

  Outcomes(
      Journal journal,
      MailQueues queues,
      BounceComposer reports,
      FaultPoint faults,
      Duration patience) {
    this.journal = journal;
    this.queues = queues;
    this.reports = reports;
    this.faults = faults;
    this.patience = patience;
  }

  /**
   * Writes what is about to happen; survives the process, not waited for on the disk. A full disk
   * is waited for, too: to give the mail back at once would use up the times for which the broker
   * gives it out, and make a dead letter of it within minutes.
   */
  void announce(MailEvent event) {
    patiently(() -> journal.write(List.of(event)));
    faults.reached(FaultPoint.ATTEMPT_WRITTEN);
  }

  /**
   * Carries out a judgement.
   *
   * @param decidedAt when it was first made: now, or when the event was written that it repeats
   */
  void store(Judgement judgement, Instant decidedAt) {
    Conclusion conclusion = reports.conclude(judgement);
    if (!conclusion.events().isEmpty()) {
      patiently(() -> journal.writeDurably(conclusion.events()));
    }
    faults.reached(FaultPoint.OUTCOME_WRITTEN);
    patiently(() -> queues.move(conclusion.mails(), decidedAt));
    faults.reached(FaultPoint.MOVED);
  }

  /** Replaces a mail by one copy for each next hop; without the event when it stands already. */
  void split(List<MailEvent> events, List<QueuedMail> copies, Instant decidedAt) {
    if (!events.isEmpty()) {
      patiently(() -> journal.writeDurably(events));
    }
    faults.reached(FaultPoint.SPLIT_WRITTEN);
    patiently(() -> queues.move(copies, decidedAt));
    faults.reached(FaultPoint.SPLIT_COMMITTED);
  }

  private void patiently(Runnable storing) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      try {
        storing.run();
        return;
      } catch (JournalUnavailable | QueueUnavailable e) {
        if (System.nanoTime() >= deadline || Thread.currentThread().isInterrupted()) {
          throw e;
        }
        LOG.log(Logger.Level.WARNING, "trying again to write down what is done: " + e.getMessage());
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }
}
