package relay.domain.feedback.mail;

import relay.domain.feedback.reply.ReplyClass;

/** The enhanced status that a class stands for, where a report names none. */
final class StatusOfClass {
  private StatusOfClass() {}

  /**
   * The status.
   *
   * @param code of the reply, of which the first digit counts; 0 when there is none
   */
  static String of(ReplyClass result, int code) {
    boolean passing = code > 0 ? code < 500 : isPassing(result);
    return (passing ? "4." : "5.") + detail(result);
  }

  private static boolean isPassing(ReplyClass result) {
    return switch (result) {
      case DNS_TEMP,
          NETWORK,
          EXPIRED,
          GREYLISTED,
          RATE_LIMITED,
          TOO_MANY_CONNECTIONS,
          SYSTEM_FULL,
          SYSTEM_ERROR ->
          true;
      default -> false;
    };
  }

  private static String detail(ReplyClass result) {
    return switch (result) {
      case RECIPIENT_UNKNOWN -> "1.1";
      case DOMAIN_INVALID -> "1.2";
      case RECIPIENT_MOVED -> "1.6";
      case SENDER_REJECTED -> "1.8";
      case RECIPIENT_INACTIVE -> "2.1";
      case MAILBOX_FULL -> "2.2";
      case SYSTEM_ERROR -> "3.0";
      case SYSTEM_FULL -> "3.1";
      case TOO_BIG -> "3.4";
      case NETWORK -> "4.1";
      case DNS_TEMP -> "4.3";
      case ROUTING_LOOP -> "4.6";
      case EXPIRED -> "4.7";
      case PROTOCOL -> "5.0";
      case TOO_MANY_RECIPIENTS -> "5.3";
      case RATE_LIMITED, TOO_MANY_CONNECTIONS -> "7.0";
      case GREYLISTED, IP_BLOCKED, REPUTATION_DOMAIN, CONTENT_SPAM, VIRUS, POLICY, RELAY_DENIED ->
          "7.1";
      case AUTH_FAILED -> "7.26";
      case UNKNOWN -> "0.0";
    };
  }
}
