/**
 * One connection as octets: lines in, blocks in, replies out, all within time.
 *
 * <p>Invariant: no read or write lasts longer than its limit, no line is longer than its limit, and
 * replies leave in one write when the client has nothing more to say. RFC 5321 2.3.8, RFC 2920. Way
 * in: {@link relay.rar.wire.Wire}.
 */
package relay.rar.wire;
