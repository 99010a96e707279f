package relay.domain.reception;

import java.util.Optional;
import relay.domain.mail.Content;
import relay.domain.mail.Envelope;
import relay.domain.mail.Lane;
import relay.domain.mail.QueueId;
import relay.domain.mail.ReversePath;

/**
 * A whole mail at the door, not yet ours. The content is as the client sent it: no trace header
 * yet.
 *
 * @param lane asked for by the mail itself (header, JMS property, API field); empty: the user's or
 *     the default
 * @param stream asked for by the mail itself, outside of its header; empty: by header, credential
 *     or lane
 * @param campaign that the mail belongs to, named outside of its header; empty: by header, or none
 * @param replyTo name of the JMS queue that wants this mail's delivery events
 * @param composed the id that the mail is to have, for the relay itself wrote the content, of a
 *     JSON document, and may have put it in there; empty: it was handed in as finished MIME
 */
public record Submission(
    ClientSession client,
    Envelope envelope,
    Content content,
    Optional<Lane> lane,
    Optional<String> stream,
    Optional<String> campaign,
    Optional<String> replyTo,
    Optional<QueueId> composed) {

  /** Mail that was handed in as finished MIME. */
  public Submission(
      ClientSession client,
      Envelope envelope,
      Content content,
      Optional<Lane> lane,
      Optional<String> stream,
      Optional<String> campaign,
      Optional<String> replyTo) {
    this(client, envelope, content, lane, stream, campaign, replyTo, Optional.empty());
  }

  /** Mail that names neither stream nor campaign, or does so in its header. */
  public Submission(
      ClientSession client,
      Envelope envelope,
      Content content,
      Optional<Lane> lane,
      Optional<String> replyTo) {
    this(client, envelope, content, lane, Optional.empty(), Optional.empty(), replyTo);
  }

  /** The same mail from another sender. */
  Submission withSender(ReversePath sender) {
    return with(new Envelope(sender, envelope.recipients(), envelope.options()));
  }

  /** The same mail in another envelope. */
  Submission with(Envelope other) {
    return new Submission(client, other, content, lane, stream, campaign, replyTo, composed);
  }
}
