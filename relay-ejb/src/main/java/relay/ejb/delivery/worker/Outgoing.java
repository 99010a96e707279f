package relay.ejb.delivery.worker;

import relay.domain.queue.QueuedMail;
import relay.domain.signing.Signatures;

/**
 * What is transmitted.
 *
 * @param signatures null when they stand in the mail already
 */
record Outgoing(QueuedMail mail, Signatures signatures) {}
