/**
 * How a recipient unsubscribes by the link in his mail (RFC 2369, RFC 8058): the fields that offer
 * it, what a click means, and who may click how often.
 *
 * <p>Invariant: only a genuine identity token unsubscribes, only its own recipient and only from
 * the stream of its mail; no login, no cookie, no second step. What is asked for by GET never
 * changes anything, for mail scanners follow every link. Way in: {@link
 * relay.domain.unsubscribe.UnsubscribeDoor}.
 */
package relay.domain.unsubscribe;
