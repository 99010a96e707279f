package relay.domain.view;

import java.util.List;
import java.util.Optional;
import relay.domain.mail.QueueId;

/**
 * Search over all mails (port). Thread-safe. It lags behind the journal by a second or two.
 *
 * <p>Every method throws {@link ViewUnavailable} while the database cannot be used.
 */
public interface MessageView {
  /** Most recipients listed with a page of mails. */
  int RECIPIENTS_LISTED_MAX = 2000;

  MessagePage find(MessageQuery query);

  Optional<MessageStory> story(QueueId id);

  /** Open recipients by lane, domain and state, largest count first, at most {@code limit} rows. */
  List<QueuedCount> queued(int limit);
}
