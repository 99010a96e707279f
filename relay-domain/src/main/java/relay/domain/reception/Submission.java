package relay.domain.reception;

import java.util.Optional;
import relay.domain.mail.Content;
import relay.domain.mail.Envelope;
import relay.domain.mail.Lane;

/**
 * A whole mail at the door, not yet ours. The content is as the client sent it: no trace header
 * yet.
 *
 * @param lane asked for by the mail itself (header, JMS property, API field); empty: the user's or
 *     the default
 * @param replyTo name of the JMS queue that wants this mail's delivery events
 */
public record Submission(
    ClientSession client,
    Envelope envelope,
    Content content,
    Optional<Lane> lane,
    Optional<String> replyTo) {}
