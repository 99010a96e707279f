package relay.domain.reception;

import java.util.Optional;
import relay.domain.mail.MailOwner;
import relay.domain.smtp.SmtpReply;
import relay.domain.tenancy.Stream;

/** What the policy says to a whole mail. */
public sealed interface Ruling {

  /** Nothing of it is kept. */
  record Refused(SmtpReply reply) implements Ruling {}

  /**
   * It is to be taken.
   *
   * @param mail as it was handed in, or with the sender that takes the place of a foreign one
   * @param authors fields that take the place of From and Sender; empty: they stay
   */
  record Taken(
      Submission mail, Stream stream, MailOwner owner, boolean mayRelay, Optional<String> authors)
      implements Ruling {}
}
