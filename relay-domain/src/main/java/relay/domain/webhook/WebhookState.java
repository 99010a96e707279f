package relay.domain.webhook;

/** Whether a webhook is told anything. */
public enum WebhookState {
  ACTIVE,
  /** An operator switched it off. */
  OFF,
  /** The relay switched it off: it failed for longer than {@code webhook.give-up-after}. */
  FAILED
}
