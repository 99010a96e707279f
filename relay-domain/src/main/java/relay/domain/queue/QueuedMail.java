package relay.domain.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import relay.domain.mail.Content;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Envelope;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOwner;
import relay.domain.mail.Recipient;
import relay.domain.mail.ReversePath;

/**
 * A mail in a queue, or one next hop's copy of it.
 *
 * @param owner whose mail it is
 * @param envelope with the recipients that are still open
 * @param acceptedAt when the 250 was given; expiry and age count from here
 * @param expiresAt after this the open recipients are reported as failed
 * @param progress how far it has come
 * @param replyTo JMS queue for delivery events
 * @param content with trace header, and with the signature once signed
 */
public record QueuedMail(
    EntryId entry,
    Lane lane,
    MailOwner owner,
    Envelope envelope,
    Instant acceptedAt,
    Instant expiresAt,
    Progress progress,
    Optional<String> replyTo,
    Content content) {
  /** In the place of a next hop: no name of a host or route, so that none can be taken for it. */
  private static final String TO_FEEDBACK = ":feedback";

  /** Whether it is for us to read and not for a lane. */
  public boolean isFeedback() {
    return progress.hop().filter(TO_FEEDBACK::equals).isPresent();
  }

  /** The same new mail for {@link QueueNames#FEEDBACK} in the place of its lane. */
  public QueuedMail asFeedback() {
    return next(entry, envelope, progress.towards(TO_FEEDBACK));
  }

  /**
   * Name of the next hop that the mail was split by, tried at or waits for; empty while it has not
   * come that far.
   */
  public Optional<String> hop() {
    return progress.hop();
  }

  /** When it leaves the waiting room. */
  public Optional<Instant> dueAt() {
    return progress.dueAt();
  }

  /** Whether it is marked and signed, which it is once something was tried with it. */
  public boolean signed() {
    return progress.signed();
  }

  /** Whether the content is what the mail will be made of when it is about to go out. */
  public boolean isUnwritten() {
    return progress.unwritten();
  }

  /** Whether the sender had a delay notice. */
  public boolean delayReported() {
    return progress.delayReported();
  }

  /** Whether its links are to be tracked before the first attempt. */
  public boolean isTracked() {
    return progress.tracked();
  }

  /** The same new mail, its links to be tracked. */
  public QueuedMail tracked() {
    return next(entry, envelope, progress.withTracking());
  }

  /** By which brake it is put aside; empty while it is not. */
  public Optional<Hold> hold() {
    return progress.hold();
  }

  /** The copy that goes on after an attempt, for the recipients that are still open. */
  public QueuedMail afterAttempt(List<Recipient> open, Instant due) {
    return next(entry.afterAttempt(), envelope.withRecipients(open), progress.due(due));
  }

  /** The copy that goes on after a wait without an attempt. */
  public QueuedMail afterWait(Instant due) {
    return next(entry.afterWait(), envelope, progress.due(due));
  }

  /** The same new mail, to be worked on not before this time; it may have to wait already. */
  public QueuedMail waitingFor(Instant time) {
    if (dueAt().filter(due -> !due.isBefore(time)).isPresent()) {
      return this;
    }
    EntryId id = dueAt().isPresent() ? entry : entry.afterWait();
    return next(id, envelope, progress.due(time));
  }

  /** The same new mail, in line before its next hop until then; no worker has touched it. */
  public QueuedMail inLine(String hopName, Instant until) {
    return next(entry.afterWait(), envelope, progress.towards(hopName).due(until));
  }

  /** The same entry, to be taken up again then: nothing was decided about it. */
  public QueuedMail postponed(Instant time) {
    return next(entry, envelope, progress.due(time));
  }

  /** The same mail with more time to live. */
  public QueuedMail prolonged(Duration by) {
    return new QueuedMail(
        entry, lane, owner, envelope, acceptedAt, expiresAt.plus(by), progress, replyTo, content);
  }

  /** The same mail with these octets. */
  public QueuedMail withContent(Content other) {
    return new QueuedMail(
        entry, lane, owner, envelope, acceptedAt, expiresAt, progress, replyTo, other);
  }

  /** One next hop's copy. */
  public QueuedMail part(int part, String hopName, List<Recipient> recipients) {
    return next(
        new EntryId(entry.mail(), part, 0),
        envelope.withRecipients(recipients),
        progress.towards(hopName));
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
        progress.withSignature(),
        replyTo,
        signedContent);
  }

  /** The same mail for one recipient, going out with this return path and content. */
  public QueuedMail returning(EmailAddress path, Content marked) {
    return new QueuedMail(
        entry,
        lane,
        owner,
        envelope,
        acceptedAt,
        expiresAt,
        progress.returning(path),
        replyTo,
        marked);
  }

  /** The envelope as the next hop sees it: with the return path that it goes out with. */
  public Envelope outgoing() {
    return progress.returnPath().isEmpty()
        ? envelope
        : new Envelope(
            ReversePath.of(progress.returnPath().get()), envelope.recipients(), envelope.options());
  }

  /** The same mail, its sender having been told of the delay. */
  public QueuedMail withDelayReported() {
    return next(entry, envelope, progress.withDelayReported());
  }

  /** The same mail, put aside under a brake. */
  public QueuedMail held(Hold by) {
    return next(entry, envelope, progress.heldBy(by));
  }

  /** The same mail, let go by its brake: time for which its clock stood is given back. */
  public QueuedMail released(Instant now) {
    if (hold().isEmpty()) {
      return this;
    }
    Instant expiry = hold().get().expiry(lane, expiresAt, now);
    return new QueuedMail(
        entry, lane, owner, envelope, acceptedAt, expiry, progress.free(), replyTo, content);
  }

  private QueuedMail next(EntryId id, Envelope towards, Progress state) {
    return new QueuedMail(id, lane, owner, towards, acceptedAt, expiresAt, state, replyTo, content);
  }
}
