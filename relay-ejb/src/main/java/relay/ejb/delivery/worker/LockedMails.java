package relay.ejb.delivery.worker;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import relay.domain.delivery.LockedContentJudge;
import relay.domain.journal.AttemptLedger;
import relay.domain.journal.Journal;
import relay.domain.mail.Content;
import relay.domain.mail.QueueId;
import relay.domain.queue.MailQueues;
import relay.domain.queue.QueuedMail;
import relay.domain.secret.LockedContents;
import relay.ejb.queues.ContentAlarm;

/**
 * Puts aside mail whose content cannot be opened, and raises an alarm when it begins. Nothing of it
 * is decided, unless a brake ends it: a crash must not have it sent twice later. Thread-safe.
 */
final class LockedMails {
  private static final Content UNREADABLE =
      Content.of(
          "X-Relay-Note: the content of this mail could not be read\r\n\r\n"
              .getBytes(StandardCharsets.US_ASCII));
  private final AttemptLedger ledger;
  private final LockedContentJudge judge;
  private final BrakeCheck brakes;
  private final Outcomes outcomes;
  private final MailQueues queues;
  private final ContentAlarm alarm;
  private final Duration wait;
  private final InstantSource clock;

  /** What mail is written down with and put away. */
  record Record(AttemptLedger ledger, Journal journal, MailQueues queues, Outcomes outcomes) {}

  LockedMails(
      Record record,
      LockedContentJudge judge,
      BrakeCheck brakes,
      LockedContents locked,
      Duration wait,
      InstantSource clock) {
    this.ledger = record.ledger();
    this.queues = record.queues();
    this.outcomes = record.outcomes();
    this.judge = judge;
    this.brakes = brakes;
    this.alarm = new ContentAlarm(locked, record.journal());
    this.wait = wait;
    this.clock = clock;
  }

  /**
   * The entry may be acknowledged afterwards.
   *
   * @param trouble one sentence for the operator
   */
  void putAside(QueuedMail mail, String trouble) {
    Instant now = clock.instant();
    Instant until = now.plus(wait);
    alarm.raise(mail.entry().mail(), trouble, now);
    if (!ledger.isFresh(mail.entry())) {
      // What was decided before the crash is done when the content can be read again, or it would
      // be decided twice.
      queues.put(mail.postponed(until));
    } else if (!brakes.ends(mail.withContent(UNREADABLE), now)) {
      outcomes.store(judge.wait(mail, trouble, until, now), now);
    } else {
      alarm.end(mail.entry().mail());
    }
  }

  /** A mail was worked on: costs nothing while none is locked. */
  void opened(QueueId mail) {
    alarm.end(mail);
  }
}
