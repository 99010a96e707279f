/**
 * Events of the journal as others are told of them: by webhooks and whatever else tells.
 *
 * <p>Invariant: a notice names nothing that belongs to the inside of the relay or to another
 * tenant, and the same event makes the same notice each time it is told. Way in: {@link
 * relay.domain.notice.Notice}.
 */
package relay.domain.notice;
