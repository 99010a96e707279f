package relay.domain.queue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import relay.domain.mail.Content;
import relay.domain.mail.Envelope;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOwner;
import relay.domain.mail.Recipient;

/**
 * A mail in a queue, or one next hop's copy of it.
 *
 * @param owner whose mail it is
 * @param envelope with the recipients that are still open
 * @param acceptedAt when the 250 was given; expiry and age count from here
 * @param expiresAt after this the open recipients are reported as failed
 * @param hop name of the route once the mail was split by next hop; empty before the first touch
 * @param dueAt when it leaves the waiting room
 * @param signed whether the chain (added fields, DKIM) has run; true from the second attempt on and
 *     for copies
 * @param delayReported whether the sender had a delay notice
 * @param replyTo JMS queue for delivery events
 * @param hold by which brake it is put aside; empty while it is not
 * @param content with trace header, and with the signature once signed
 */
public record QueuedMail(
    EntryId entry,
    Lane lane,
    MailOwner owner,
    Envelope envelope,
    Instant acceptedAt,
    Instant expiresAt,
    Optional<String> hop,
    Optional<Instant> dueAt,
    boolean signed,
    boolean delayReported,
    Optional<String> replyTo,
    Optional<Hold> hold,
    Content content) {

  /** A mail that no brake holds. */
  public QueuedMail(
      EntryId entry,
      Lane lane,
      MailOwner owner,
      Envelope envelope,
      Instant acceptedAt,
      Instant expiresAt,
      Optional<String> hop,
      Optional<Instant> dueAt,
      boolean signed,
      boolean delayReported,
      Optional<String> replyTo,
      Content content) {
    this(
        entry,
        lane,
        owner,
        envelope,
        acceptedAt,
        expiresAt,
        hop,
        dueAt,
        signed,
        delayReported,
        replyTo,
        Optional.empty(),
        content);
  }

  /** The copy that goes on after an attempt, for the recipients that are still open. */
  public QueuedMail afterAttempt(List<Recipient> open, Instant due) {
    return next(entry.afterAttempt(), envelope.withRecipients(open), hop, Optional.of(due));
  }

  /** The copy that goes on after a wait without an attempt. */
  public QueuedMail afterWait(Instant due) {
    return next(entry.afterWait(), envelope, hop, Optional.of(due));
  }

  /** The same new mail, to be worked on not before this time; it may have to wait already. */
  public QueuedMail waitingFor(Instant time) {
    if (dueAt.filter(due -> !due.isBefore(time)).isPresent()) {
      return this;
    }
    EntryId id = dueAt.isPresent() ? entry : entry.afterWait();
    return next(id, envelope, hop, Optional.of(time));
  }

  /** One next hop's copy. */
  public QueuedMail part(int part, String hopName, List<Recipient> recipients) {
    return next(
        new EntryId(entry.mail(), part, 0),
        envelope.withRecipients(recipients),
        Optional.of(hopName),
        Optional.empty());
  }

  /** The same mail with its header completed: signed. */
  public QueuedMail signed(Content signedContent) {
    return new QueuedMail(
        entry,
        lane,
        owner,
        envelope,
        acceptedAt,
        expiresAt,
        hop,
        dueAt,
        true,
        delayReported,
        replyTo,
        signedContent);
  }

  /** The same mail, its sender having been told of the delay. */
  public QueuedMail withDelayReported() {
    return new QueuedMail(
        entry,
        lane,
        owner,
        envelope,
        acceptedAt,
        expiresAt,
        hop,
        dueAt,
        signed,
        true,
        replyTo,
        content);
  }

  /** The same mail, put aside under a brake. */
  public QueuedMail held(Hold by) {
    return new QueuedMail(
        entry,
        lane,
        owner,
        envelope,
        acceptedAt,
        expiresAt,
        hop,
        dueAt,
        signed,
        delayReported,
        replyTo,
        Optional.of(by),
        content);
  }

  /** The same mail, let go by its brake: time for which its clock stood is given back. */
  public QueuedMail released(Instant now) {
    if (hold.isEmpty()) {
      return this;
    }
    return new QueuedMail(
        entry,
        lane,
        owner,
        envelope,
        acceptedAt,
        hold.get().expiry(lane, expiresAt, now),
        hop,
        Optional.empty(),
        signed,
        delayReported,
        replyTo,
        Optional.empty(),
        content);
  }

  private QueuedMail next(
      EntryId id, Envelope towards, Optional<String> hopName, Optional<Instant> due) {
    return new QueuedMail(
        id,
        lane,
        owner,
        towards,
        acceptedAt,
        expiresAt,
        hopName,
        due,
        signed,
        delayReported,
        replyTo,
        content);
  }
}
