package relay.domain.tenancy;

import relay.domain.mail.EmailAddress;

/** Where mail for an address of an inbound domain goes. */
public sealed interface InboundPlace {
  /** On its way by the routes of the domain. */
  record Relayed() implements InboundPlace {}

  /**
   * To those who read what comes back.
   *
   * @param token that the address holds, not yet checked; empty when it holds none
   */
  record Feedback(FeedbackAddress address, String token) implements InboundPlace {}

  /** To a person. */
  record Forwarded(EmailAddress to) implements InboundPlace {}

  /** To an application, by a JMS queue. */
  record Queued(String queue) implements InboundPlace {}

  /** Nowhere: the address does not exist. */
  record Refused() implements InboundPlace {}
}
