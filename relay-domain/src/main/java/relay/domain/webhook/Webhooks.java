package relay.domain.webhook;

import java.util.Optional;

/** What can be asked and wished of webhooks beside making and changing them (port). Thread-safe. */
public interface Webhooks {

  /**
   * How this node stands with an endpoint.
   *
   * @param behind whether there may be events that it was not told of
   */
  record Standing(EndpointProgress progress, boolean behind) {}

  /** Empty while this node has not begun with it. */
  Optional<Standing> standing(Webhook webhook);

  /** Posts a test event at once and waits for the answer; whatever the state of the webhook. */
  PostAttempt test(Webhook webhook);
}
