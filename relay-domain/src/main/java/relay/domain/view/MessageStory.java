package relay.domain.view;

import java.util.List;

/**
 * All that is known of one mail.
 *
 * @param events journal lines (JSON), oldest first
 * @param complete false when so much happened that later lines were left out
 */
public record MessageStory(MessageRow message, List<String> events, boolean complete) {
  public MessageStory {
    events = List.copyOf(events);
  }
}
