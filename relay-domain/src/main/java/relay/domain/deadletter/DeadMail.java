package relay.domain.deadletter;

import java.time.Instant;
import java.util.Optional;
import relay.domain.mail.Envelope;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOwner;
import relay.domain.queue.EntryId;

/**
 * What a dead letter says of the mail that it is, all but the content.
 *
 * @param envelope with the recipients that were open
 * @param hop name of the next hop once the mail was split; empty before
 * @param isFeedback whether it is mail for the relay itself, to be read and not delivered
 */
public record DeadMail(
    EntryId entry,
    Lane lane,
    MailOwner owner,
    Envelope envelope,
    Instant acceptedAt,
    Instant expiresAt,
    Optional<String> hop,
    boolean isFeedback) {}
