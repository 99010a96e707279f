/**
 * Dead letters over HTTP.
 *
 * <p>Invariant: for people of the platform only, for a letter may be anybody's mail. Way in: {@link
 * relay.web.deadletter.DeadLetterResource}.
 */
package relay.web.deadletter;
