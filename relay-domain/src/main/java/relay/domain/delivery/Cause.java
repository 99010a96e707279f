package relay.domain.delivery;

import java.util.Locale;
import java.util.Optional;
import relay.domain.feedback.reply.ReplyClass;

/**
 * Why a recipient did not get the mail, in one word for figures, rules and people: what a server's
 * reply is about ({@link ReplyClass}), or something of our own.
 */
public enum Cause {
  RECIPIENT_UNKNOWN("there is no such mailbox"),
  RECIPIENT_INACTIVE("the mailbox is switched off"),
  RECIPIENT_MOVED("the recipient has another address now"),
  MAILBOX_FULL("the recipient's mailbox is full"),
  DOMAIN_INVALID("the recipient's domain does not exist or takes no mail"),
  DNS_TEMPORARY("the recipient's domain could not be looked up"),
  NETWORK("the recipient's mail server could not be reached"),
  ROUTING_LOOP("the mail has no way to its recipient that does not lead back"),
  EXPIRED("the time to deliver the mail ran out"),
  GREYLISTED("the recipient's mail server asks everybody new to come again later"),
  RATE_LIMITED("the recipient's mail server takes no more mail for now"),
  TOO_MANY_CONNECTIONS("the recipient's mail server takes no more connections for now"),
  IP_BLOCKED("the recipient's mail server blocks the address that this relay sends from"),
  REPUTATION_DOMAIN("the recipient's mail server does not trust the sender's domain enough"),
  CONTENT_SPAM("the recipient's mail server takes the mail for spam"),
  VIRUS("the recipient's mail server found a virus in the mail"),
  AUTH_FAILED("the recipient's mail server could not verify that the sender's domain sent it"),
  POLICY("the recipient's mail server does not accept this mail"),
  TOO_BIG("the mail is too big for the recipient's mail server or mailbox"),
  PROTOCOL("the two mail servers did not understand each other"),
  SENDER_REJECTED("the recipient's mail server does not accept the sender's address"),
  RELAY_DENIED("the server does not take mail for this recipient from us"),
  SYSTEM_FULL("the recipient's mail server has no space left"),
  SYSTEM_ERROR("the recipient's mail server has a problem of its own"),
  TOO_MANY_RECIPIENTS("the mail has more recipients than the server takes at once"),
  LOGIN_REFUSED("the next mail server refused the name or password set for it"),
  NOT_SECURE("no connection as safe as required could be made"),
  CANNOT_CARRY("the next mail server cannot carry a mail of this kind"),
  INTERRUPTED("the relay was stopped during the attempt"),
  IN_DOUBT("the connection broke at the very end, so that the mail may or may not have arrived"),
  STOPPED("the postmaster of this relay stopped it"),
  SUPPRESSED("this relay sends no more mail to the recipient"),
  UNKNOWN("the recipient's mail server refused the mail");

  private final String sentence;

  Cause(String sentence) {
    this.sentence = sentence;
  }

  /** The word in journal lines. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** For reports: goes on after "because". */
  public String sentence() {
    return sentence;
  }

  static Cause of(ReplyClass result) {
    return result == ReplyClass.DNS_TEMP ? DNS_TEMPORARY : valueOf(result.name());
  }

  static Optional<Cause> labelled(String label) {
    for (Cause cause : values()) {
      if (cause.label().equals(label)) {
        return Optional.of(cause);
      }
    }
    return Optional.empty();
  }
}
