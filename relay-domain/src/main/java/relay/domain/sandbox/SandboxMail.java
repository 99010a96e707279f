package relay.domain.sandbox;

import java.time.Instant;
import java.util.List;
import relay.domain.mail.MailOwner;

/**
 * What is known about a kept mail.
 *
 * @param id names the mail in the sandbox; safe in a path
 * @param queueId under which it was accepted; its story is in the journal
 * @param owner whose mail it was
 * @param sender empty for the null path
 * @param recipients those it was kept for
 * @param size of the content in octets
 * @param subject decoded, for people; may be empty
 */
public record SandboxMail(
    String id,
    String queueId,
    MailOwner owner,
    Instant receivedAt,
    String sender,
    List<String> recipients,
    long size,
    String subject) {
  public SandboxMail {
    recipients = List.copyOf(recipients);
  }
}
