/**
 * Mail about which nobody knows whether it arrived, over HTTP.
 *
 * <p>Invariant: looking changes nothing; what is decided is a brake of one of the kinds that
 * answer. RFC 1047 tells how the doubt arises. Way in: {@link relay.web.doubt.InDoubtResource}.
 */
package relay.web.doubt;
