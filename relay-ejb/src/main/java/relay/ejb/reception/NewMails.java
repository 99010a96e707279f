package relay.ejb.reception;

import java.time.Instant;
import java.util.Optional;
import relay.domain.delivery.AttemptJudge;
import relay.domain.delivery.RetrySchedule;
import relay.domain.mail.Content;
import relay.domain.mail.HeaderSection;
import relay.domain.mail.Lane;
import relay.domain.mail.QueueId;
import relay.domain.queue.EntryId;
import relay.domain.queue.Progress;
import relay.domain.queue.QueuedMail;
import relay.domain.reception.HeaderCompletion;
import relay.domain.reception.Ruling;
import relay.domain.reception.Submission;
import relay.domain.traffic.ArrivalLine;
import relay.domain.traffic.Decision;

/**
 * Makes of what was taken in the mail that is queued: its header completed, its times, and until
 * when nobody works on it. Thread-safe.
 */
public final class NewMails {
  private final HeaderCompletion completion;
  private final RetrySchedule schedule;
  private final ArrivalLine line;

  public NewMails(HeaderCompletion completion, RetrySchedule schedule, ArrivalLine line) {
    this.completion = completion;
    this.schedule = schedule;
    this.line = line;
  }

  QueuedMail of(Ruling.Taken taken, HeaderSection header, QueueId id, Instant now) {
    Submission mail = taken.mail();
    Lane lane = taken.stream().lane();
    Content content = completion.complete(taken, header, id, now);
    EntryId entry = new EntryId(id, 0, 0);
    Optional<Instant> heldUntil = schedule.notBefore(taken.owner(), mail.envelope(), now);
    var queued =
        new QueuedMail(
            heldUntil.isPresent() ? entry.afterWait() : entry,
            lane,
            taken.owner(),
            mail.envelope(),
            now,
            schedule.expiryOf(taken.owner(), lane, now, mail.envelope()),
            heldUntil.map(Progress.NONE::due).orElse(Progress.NONE),
            mail.replyTo(),
            content);
    return taken.isTracked() ? queued.tracked() : queued;
  }

  /** The same mail, waiting where others already wait in line for its slow destination. */
  QueuedMail inLine(QueuedMail mail, Instant now) {
    return mail.dueAt().isPresent() ? mail : line.join(mail, now);
  }

  /** Of a mail that waits from the beginning, for the journal. */
  String whyWaiting(QueuedMail mail, Instant until) {
    if (mail.envelope().options().holdUntil().filter(until::equals).isPresent()) {
      return "held-by-sender";
    }
    if (mail.hop().isPresent()) {
      return Decision.Later.REASON;
    }
    return schedule
            .notBefore(mail.owner(), mail.envelope(), mail.acceptedAt())
            .filter(until::equals)
            .isPresent()
        ? AttemptJudge.OUTSIDE
        : "quota";
  }
}
