package relay.domain.queue;

import java.time.Instant;

/**
 * A mail that is held because nobody knows whether its recipients have it.
 *
 * @param mail without its content
 * @param since when the doubt arose
 * @param until when the answer of an operator is waited for no longer
 */
public record InDoubtMail(QueuedMail mail, Instant since, Instant until) {}
