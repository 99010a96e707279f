package relay.domain.bounce;

import relay.domain.delivery.Cause;

/** What a sender can do about a failure. */
final class Advice {
  private Advice() {}

  static String about(Cause cause) {
    return switch (cause) {
      case RECIPIENT_UNKNOWN, DOMAIN_INVALID ->
          "Check the address for typing errors, or ask the recipient for the right one.";
      case RECIPIENT_INACTIVE, RECIPIENT_MOVED ->
          "Ask the recipient in another way for the address in use now.";
      case MAILBOX_FULL ->
          "Tell the recipient in another way, and send the mail again when there is room.";
      case TOO_BIG -> "Send smaller attachments, or a link to them.";
      case TOO_MANY_RECIPIENTS -> "Send the mail to fewer recipients at a time.";
      case IN_DOUBT -> "Ask the recipient whether the mail is there before you send it again.";
      case EXPIRED,
          DNS_TEMPORARY,
          NETWORK,
          GREYLISTED,
          RATE_LIMITED,
          TOO_MANY_CONNECTIONS,
          SYSTEM_FULL,
          SYSTEM_ERROR,
          INTERRUPTED ->
          "Send the mail again later, or reach the recipient in another way.";
      case CANNOT_CARRY ->
          "Send the mail without special characters in addresses and without special demands.";
      case NOT_SECURE ->
          "Send the mail without asking for protected transport, or ask your postmaster.";
      case CONTENT_SPAM ->
          "Write the mail in another way, with fewer links and without attachments, and show this"
              + " report to your postmaster.";
      case VIRUS -> "Check your computer and the attachments of the mail for viruses.";
      case SUPPRESSED ->
          "Reach the recipient in another way; if he wants the mail, ask your postmaster to take him"
              + " off the suppression list.";
      case IP_BLOCKED,
          REPUTATION_DOMAIN,
          AUTH_FAILED,
          POLICY,
          SENDER_REJECTED,
          RELAY_DENIED,
          PROTOCOL,
          ROUTING_LOOP,
          LOGIN_REFUSED,
          STOPPED,
          UNKNOWN ->
          "Show this report to your postmaster, who can tell from the server's words what to do.";
    };
  }
}
