package relay.domain.queue;

import java.time.Instant;
import java.util.Optional;
import relay.domain.mail.Content;
import relay.domain.mail.Envelope;
import relay.domain.mail.Lane;

/**
 * A mail in a queue, or one next hop's copy of it.
 *
 * @param envelope with the recipients that are still open
 * @param acceptedAt when the 250 was given; expiry and age count from here
 * @param expiresAt after this the open recipients are reported as failed
 * @param hop name of the route once the mail was split by next hop; empty before the first touch
 * @param dueAt when it leaves the waiting room
 * @param signed whether the chain (added fields, DKIM) has run; true from the second attempt on and
 *     for copies
 * @param delayReported whether the sender had a delay notice
 * @param replyTo JMS queue for delivery events
 * @param content with trace header, and with the signature once signed
 */
public record QueuedMail(
    EntryId entry,
    Lane lane,
    Envelope envelope,
    Instant acceptedAt,
    Instant expiresAt,
    Optional<String> hop,
    Optional<Instant> dueAt,
    boolean signed,
    boolean delayReported,
    Optional<String> replyTo,
    Content content) {}
