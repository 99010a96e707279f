package relay.domain.reception;

/** What a listener is for: users that hand in mail, or servers that bring mail for our domains. */
public enum ListenerRole {
  SUBMISSION,
  INBOUND
}
