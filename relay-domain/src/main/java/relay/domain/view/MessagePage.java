package relay.domain.view;

import java.util.List;
import java.util.Optional;
import relay.domain.mail.QueueId;

/**
 * Some of the mails that were asked for, newest first.
 *
 * @param next where the next page begins; empty on the last page
 */
public record MessagePage(List<MessageRow> messages, Optional<QueueId> next) {
  public MessagePage {
    messages = List.copyOf(messages);
  }
}
