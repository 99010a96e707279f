package relay.domain.reception;

import java.net.InetAddress;
import java.util.Optional;

/**
 * Who is talking to us: the facts of a connection that policy, trace header and journal need.
 *
 * @param listener name of the listener in the settings; {@code jms} or {@code http} for the other
 *     doors
 * @param role what the listener is for
 * @param address the client's address, after PROXY or XCLIENT
 * @param helo the name given in HELO or EHLO; empty before
 * @param protocol the word for the trace header: SMTP, ESMTP, ESMTPS, ESMTPA, ESMTPSA, UTF8SMTP...,
 *     HTTP, JMS
 * @param tls protocol and cipher suite, when the session is encrypted
 * @param user the authenticated user. The JMS door gives its producers one, since the broker let
 *     them in: without a user nobody relays through a door that is not a loopback listener
 */
public record ClientSession(
    String listener,
    ListenerRole role,
    InetAddress address,
    String helo,
    String protocol,
    Optional<String> tls,
    Optional<AuthenticatedUser> user) {}
