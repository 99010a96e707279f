/**
 * Identity tokens: one opaque, signed word for each recipient of each mail. It stands where it
 * comes back (return path, Message-ID, a header field, the unsubscribe address), and whatever comes
 * back counts only with a genuine one.
 *
 * <p>Invariant: a token can be checked and read without a database, holds nothing about a person,
 * and only who holds a key of ours can make one. Keys are control objects, sealed, the same on all
 * nodes. Way in: {@link relay.domain.identity.IdentityTokens} and the port {@link
 * relay.domain.identity.TokenSource}.
 */
package relay.domain.identity;
