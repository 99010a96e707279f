package relay.domain.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import relay.domain.control.Responsible;
import relay.domain.mail.Envelope;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOptions;
import relay.domain.mail.MailOptions.DeliverBy;
import relay.domain.mail.MailOwner;
import relay.domain.mail.Recipient;
import relay.domain.queue.QueuedMail;
import relay.domain.smtp.SmtpReply;
import relay.domain.tenancy.SendWindow;

/**
 * When a mail is tried again, and when no more. Thread-safe when the random generator is.
 *
 * <p>A mail is given up at the attempt after which no other fits in before its expiry: waiting
 * longer would only tell the sender later.
 */
public final class RetrySchedule {
  private final RetryRules rules;
  private final RandomGenerator random;

  public RetrySchedule(RetryRules rules, RandomGenerator random) {
    this.rules = rules;
    this.random = random;
  }

  /**
   * When a mail accepted now expires, which is settled with that; time it is held by its sender's
   * wish, or while the send window of its stream is closed, does not count.
   */
  public Instant expiryOf(MailOwner owner, Lane lane, Instant acceptedAt, MailOptions options) {
    Instant start = options.holdUntil().filter(acceptedAt::isBefore).orElse(acceptedAt);
    Duration patience = rules.of(owner, lane).expireAfter();
    Optional<SendWindow> window = rules.window(owner);
    return window.isEmpty()
        ? start.plus(patience)
        : window.get().after(start, patience, options.zone());
  }

  /**
   * The same for a mail to these recipients, of whom some may be of a domain whose backup we are:
   * mail for it is not returned before its time.
   */
  public Instant expiryOf(MailOwner owner, Lane lane, Instant acceptedAt, Envelope envelope) {
    Instant expiry = expiryOf(owner, lane, acceptedAt, envelope.options());
    for (Recipient recipient : envelope.recipients()) {
      Optional<Duration> stored = rules.storedFor(recipient.address());
      if (stored.isPresent() && acceptedAt.plus(stored.get()).isAfter(expiry)) {
        expiry = acceptedAt.plus(stored.get());
      }
    }
    return expiry;
  }

  /**
   * When a mail accepted now may go first, by the wish of its sender and the send window of its
   * stream; empty: at once.
   */
  public Optional<Instant> notBefore(MailOwner owner, Envelope envelope, Instant acceptedAt) {
    Optional<Instant> wished = envelope.options().holdUntil().filter(acceptedAt::isBefore);
    Optional<SendWindow> window = windowOf(owner, envelope);
    if (window.isEmpty()) {
      return wished;
    }
    Instant opening = window.get().opening(wished.orElse(acceptedAt), envelope.options().zone());
    return Optional.of(opening).filter(acceptedAt::isBefore);
  }

  /** When the send window opens that a mail is outside of now; empty: it may go. */
  Optional<Instant> closedUntil(QueuedMail mail, Instant now) {
    Optional<SendWindow> window = windowOf(mail.owner(), mail.envelope());
    return window.isEmpty()
        ? Optional.empty()
        : Optional.of(window.get().opening(now, mail.envelope().options().zone()))
            .filter(now::isBefore);
  }

  /** The send window of an owner's mail; what the relay itself reports goes at any time. */
  private Optional<SendWindow> windowOf(MailOwner owner, Envelope envelope) {
    Optional<SendWindow> window = rules.window(owner);
    return window.isPresent() && envelope.sender().isNull() ? Optional.empty() : window;
  }

  /** When the mail of an owner may leave; empty: at any time. */
  public Optional<SendWindow> window(MailOwner owner) {
    return rules.window(owner);
  }

  /** The earlier of expiry and the sender's own limit (RFC 2852, by-mode R). */
  public static Instant limitOf(QueuedMail mail) {
    return mail.envelope()
        .options()
        .deliverBy()
        .filter(DeliverBy::returnAfter)
        .map(DeliverBy::deadline)
        .filter(mail.expiresAt()::isAfter)
        .orElse(mail.expiresAt());
  }

  /**
   * Whether there is no use in even one attempt: passwords grow old, and by-mode R forbids it.
   * Other mail that outlived its time waiting (the relay was down) is tried once more.
   */
  boolean isPointless(QueuedMail mail, Instant now) {
    boolean strict =
        mail.lane() == Lane.OTP
            || mail.envelope().options().deliverBy().filter(DeliverBy::returnAfter).isPresent();
    return strict && !now.isBefore(limitOf(mail));
  }

  /**
   * The next attempt after a deferral; empty when the mail expires before.
   *
   * @param attempts made so far, this one included
   * @param reply what deferred it; may name a time itself
   */
  public Optional<Instant> next(QueuedMail mail, int attempts, SmtpReply reply, Instant now) {
    RetrySettings settings = rules.settings();
    LaneRetry own = rules.of(mail.owner(), mail.lane());
    int jitter = settings.jitterPercent();
    Instant due =
        RetryHint.in(reply)
            .filter(h -> h.compareTo(settings.hintMin()) >= 0)
            .filter(h -> h.compareTo(settings.hintMax()) <= 0)
            // Later than asked for, never earlier.
            .map(h -> now.plus(h).plus(share(h, 0, jitter)))
            .orElseGet(() -> now.plus(jittered(own.delayAfter(attempts), jitter)));
    // Within the window at once: the mail is moved once, and its record tells the true time.
    Instant open = closedUntil(mail, due).orElse(due);
    return Optional.of(open).filter(limitOf(mail)::isAfter);
  }

  /**
   * The attempts that follow when all of them fail.
   *
   * @param made attempts so far
   * @param last when the last of them failed
   * @param limit when the mail's time is over
   */
  public RetryPlan plan(MailOwner owner, Lane lane, int made, Instant last, Instant limit) {
    LaneRetry own = rules.of(owner, lane);
    List<Instant> attempts = new ArrayList<>();
    Instant next = last;
    for (int i = Math.max(1, made); attempts.size() < RetryPlan.ATTEMPTS_MAX; i++) {
      next = next.plus(own.delayAfter(i));
      if (!next.isBefore(limit)) {
        break;
      }
      attempts.add(next);
    }
    return new RetryPlan(
        attempts, limit, rules.settings().jitterPercent(), rules.decidedBy(owner, lane));
  }

  /** Where delays and expiry of this owner's mail are set, the delays first. */
  public List<Responsible> decidedBy(MailOwner owner, Lane lane) {
    return rules.decidedBy(owner, lane);
  }

  /** When the sender is to learn of the delay; empty when never. */
  Optional<Instant> delayNoticeAt(QueuedMail mail) {
    Optional<Instant> byRule =
        rules.of(mail.owner(), mail.lane()).delayNoticeAfter().map(mail.acceptedAt()::plus);
    // RFC 2852 4.1.4: by-mode N wants the notice when the sender's time is over.
    Optional<Instant> bySender =
        mail.envelope()
            .options()
            .deliverBy()
            .filter(by -> !by.returnAfter())
            .map(DeliverBy::deadline);
    return byRule.isPresent() && bySender.isPresent()
        ? byRule.filter(bySender.get()::isAfter).or(() -> bySender)
        : byRule.or(() -> bySender);
  }

  private Duration jittered(Duration delay, int percent) {
    return delay.plus(share(delay, -percent, percent));
  }

  private Duration share(Duration of, int percentMin, int percentMax) {
    double share = percentMin + (percentMax - percentMin) * random.nextDouble();
    return Duration.ofMillis((long) (of.toMillis() * share / 100));
  }
}
