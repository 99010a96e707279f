package relay.domain.audit;

import java.time.Instant;

/**
 * Something that somebody did.
 *
 * @param action a word: {@code create}, {@code replace}, {@code delete}, {@code login}, ...
 * @param tenant whose business it is; empty text for the platform's
 * @param subject what it was done to, such as {@code stream acme/receipts}
 * @param before JSON or words, secrets masked; empty text when there was nothing
 * @param after JSON or words, secrets masked; empty text when there is nothing
 */
public record AuditEvent(
    Instant at,
    Actor actor,
    String action,
    String tenant,
    String subject,
    String before,
    String after) {}
