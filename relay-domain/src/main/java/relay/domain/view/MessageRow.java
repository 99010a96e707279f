package relay.domain.view;

import java.util.List;
import relay.domain.mail.QueueId;

/**
 * A mail as the view shows it.
 *
 * @param recipients all of them, or, in a list of mails, those that the search asks for and at most
 *     {@link MessageView#RECIPIENTS_LISTED_MAX} over the whole page
 */
public record MessageRow(QueueId id, Reception reception, List<RecipientRow> recipients) {
  public MessageRow {
    recipients = List.copyOf(recipients);
  }
}
