package relay.domain.feedback.mail;

import java.util.List;

/**
 * What a mail that came back tells. Texts are empty where it tells nothing.
 *
 * @param recipients whom it is about, in its order; none of an auto-reply or an ordinary mail
 * @param feedbackType of a complaint, such as {@code abuse}
 * @param token that stands in the return path, Message-ID or a field of the mail it answers; nobody
 *     has checked it
 * @param messageId of the mail it answers, without angle brackets
 */
public record MailVerdict(
    MailKind kind,
    List<RecipientVerdict> recipients,
    String feedbackType,
    String token,
    String messageId) {

  public MailVerdict {
    recipients = List.copyOf(recipients);
  }
}
