package relay.domain.feedback.reply;

/** What a refusal is about. The names are the words of rule files and of diagnoses. */
public enum ReplyClass {
  RECIPIENT_UNKNOWN,
  RECIPIENT_INACTIVE,
  RECIPIENT_MOVED,
  MAILBOX_FULL,
  DOMAIN_INVALID,
  DNS_TEMP,
  NETWORK,
  ROUTING_LOOP,
  EXPIRED,
  GREYLISTED,
  RATE_LIMITED,
  TOO_MANY_CONNECTIONS,
  IP_BLOCKED,
  REPUTATION_DOMAIN,
  CONTENT_SPAM,
  VIRUS,
  AUTH_FAILED,
  POLICY,
  TOO_BIG,
  PROTOCOL,
  SENDER_REJECTED,
  RELAY_DENIED,
  SYSTEM_FULL,
  SYSTEM_ERROR,
  TOO_MANY_RECIPIENTS,
  UNKNOWN;

  /** Whether no mail will ever reach this address: it is not there, or not there any more. */
  public boolean endsAddress() {
    return this == RECIPIENT_UNKNOWN || this == RECIPIENT_MOVED || this == DOMAIN_INVALID;
  }
}
