package relay.domain.explain;

import java.util.Optional;
import relay.domain.mail.Envelope;
import relay.domain.mail.Lane;
import relay.domain.reception.AuthenticatedUser;
import relay.domain.reception.ClientSession;

/**
 * A mail that nobody has handed in.
 *
 * @param author what its From field would say
 * @param size octets; 0 when it does not matter
 * @param stream that it would ask for
 * @param campaign that it would name
 * @param lane that it would ask for
 */
public record HypotheticalMail(
    ClientSession client,
    Envelope envelope,
    String author,
    long size,
    Optional<String> stream,
    Optional<String> campaign,
    Optional<Lane> lane) {

  /** The same, handed in by this user. */
  HypotheticalMail of(AuthenticatedUser user) {
    var known =
        new ClientSession(
            client.listener(),
            client.role(),
            client.address(),
            client.helo(),
            client.protocol(),
            client.tls(),
            Optional.of(user));
    return new HypotheticalMail(known, envelope, author, size, stream, campaign, lane);
  }
}
