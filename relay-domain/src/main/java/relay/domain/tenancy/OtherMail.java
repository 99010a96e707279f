package relay.domain.tenancy;

/** What becomes of mail for an inbound domain that no address of ours is meant with. */
public enum OtherMail {
  /** It goes on by the routes of the domain. */
  RELAY,
  /** It goes to one address. */
  FORWARD,
  /** It goes to an application, by a JMS queue. */
  QUEUE,
  /** It is refused at RCPT: there is no such address. */
  REFUSE
}
