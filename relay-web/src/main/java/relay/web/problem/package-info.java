/**
 * Errors as problem documents (RFC 9457).
 *
 * <p>Invariant: the only place where an exception becomes an HTTP answer; a text about the inside
 * of the relay never leaves it. Way in: {@link relay.web.problem.Problem}.
 */
package relay.web.problem;
