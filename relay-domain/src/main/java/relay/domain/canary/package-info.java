/**
 * Canary mails: now and then a small mail through targets that otherwise wait for a disaster, so
 * that nobody learns on the day of need that a password ran out.
 *
 * <p>Invariant: a canary mail is nobody's: it is in no queue, no sender hears of it, and it costs a
 * target's quota like any other. Pure. RFC 3834 (Auto-Submitted). Way in: {@link
 * relay.domain.canary.CanaryBook}.
 */
package relay.domain.canary;
