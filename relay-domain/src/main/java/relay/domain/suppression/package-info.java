/**
 * Whom no mail goes to any more: addresses and domains that bounce, complained, unsubscribed, or
 * that somebody put on the list, each for one stream, for the bulk streams of a tenant, for a
 * tenant or for everybody.
 *
 * <p>Invariant: the mail path asks memory alone, never the database; a relay that suppresses nobody
 * pays one look at an empty book. Only the recipient an event is about is ever touched, and nobody
 * is suppressed for what a server thinks of the sender. Way in: {@link
 * relay.domain.suppression.SuppressionBook} for the mail path, {@link
 * relay.domain.suppression.SuppressionDesk} for people. RFC 5321 4.2.4, RFC 3463, RFC 8058.
 */
package relay.domain.suppression;
