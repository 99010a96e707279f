package relay.domain.feedback.reply;

import relay.domain.smtp.EnhancedStatus;

/**
 * Classes by enhanced status (RFC 3463 and the IANA registry) and, where there is none, by reply
 * code.
 */
final class StatusClasses {
  private StatusClasses() {}

  static ReplyClass ofStatus(EnhancedStatus status) {
    int detail = status.detail();
    return switch (status.subject()) {
      case 1 -> ofAddress(detail);
      case 2 -> ofMailbox(detail);
      case 3 -> ofSystem(detail);
      case 4 -> ofNetwork(detail);
      case 5 -> detail == 3 ? ReplyClass.TOO_MANY_RECIPIENTS : ReplyClass.PROTOCOL;
      case 6 -> ReplyClass.PROTOCOL;
      case 7 -> ofPolicy(status);
      default -> ReplyClass.UNKNOWN;
    };
  }

  static ReplyClass ofCode(int code, Moment moment) {
    boolean atRecipient = moment == Moment.RECIPIENT;
    return switch (code) {
      case 421, 451, 454 -> ReplyClass.SYSTEM_ERROR;
      case 452 -> atRecipient ? ReplyClass.TOO_MANY_RECIPIENTS : ReplyClass.SYSTEM_FULL;
      case 455, 500, 501, 502, 503, 504, 555 -> ReplyClass.PROTOCOL;
      case 521, 556 -> ReplyClass.DOMAIN_INVALID;
      case 530 -> ReplyClass.RELAY_DENIED;
      case 551 -> ReplyClass.RECIPIENT_MOVED;
      case 552 -> atRecipient ? ReplyClass.TOO_MANY_RECIPIENTS : ReplyClass.TOO_BIG;
      case 553 ->
          atRecipient
              ? ReplyClass.RECIPIENT_UNKNOWN
              : moment == Moment.SENDER ? ReplyClass.SENDER_REJECTED : ReplyClass.UNKNOWN;
      // A bare 550 may as well be a block of ours: it is not blamed on the recipient.
      default -> ReplyClass.UNKNOWN;
    };
  }

  private static ReplyClass ofAddress(int detail) {
    return switch (detail) {
      case 2, 10 -> ReplyClass.DOMAIN_INVALID;
      case 6 -> ReplyClass.RECIPIENT_MOVED;
      case 7, 8 -> ReplyClass.SENDER_REJECTED;
      case 1, 3, 4 -> ReplyClass.RECIPIENT_UNKNOWN;
      default -> ReplyClass.UNKNOWN;
    };
  }

  private static ReplyClass ofMailbox(int detail) {
    return switch (detail) {
      case 1 -> ReplyClass.RECIPIENT_INACTIVE;
      case 2 -> ReplyClass.MAILBOX_FULL;
      case 3 -> ReplyClass.TOO_BIG;
      default -> ReplyClass.SYSTEM_ERROR;
    };
  }

  private static ReplyClass ofSystem(int detail) {
    return switch (detail) {
      case 1 -> ReplyClass.SYSTEM_FULL;
      case 4 -> ReplyClass.TOO_BIG;
      default -> ReplyClass.SYSTEM_ERROR;
    };
  }

  private static ReplyClass ofNetwork(int detail) {
    return switch (detail) {
      case 3 -> ReplyClass.DNS_TEMP;
      case 4, 6 -> ReplyClass.ROUTING_LOOP;
      case 5 -> ReplyClass.RATE_LIMITED;
      case 7 -> ReplyClass.EXPIRED;
      default -> ReplyClass.NETWORK;
    };
  }

  private static ReplyClass ofPolicy(EnhancedStatus status) {
    return switch (status.detail()) {
      case 0 -> status.statusClass() == 4 ? ReplyClass.RATE_LIMITED : ReplyClass.POLICY;
      case 13 -> ReplyClass.RECIPIENT_INACTIVE;
      // DKIM, SPF, the name of the host, several of them, ARC (RFC 7372, RFC 8617).
      case 20, 21, 22, 23, 24, 25, 26, 29, 509, 515 -> ReplyClass.AUTH_FAILED;
      case 27 -> ReplyClass.SENDER_REJECTED;
      // What only Microsoft numbers so: limits of an address or tenant, banned addresses, form.
      case 28, 508, 650, 705, 708 -> ReplyClass.RATE_LIMITED;
      case 511, 513 -> ReplyClass.IP_BLOCKED;
      case 512 -> ReplyClass.PROTOCOL;
      case 652 -> ReplyClass.TOO_MANY_CONNECTIONS;
      default ->
          // What Microsoft says about addresses that it banned.
          status.detail() >= 606 && status.detail() <= 649
              ? ReplyClass.IP_BLOCKED
              : ReplyClass.POLICY;
    };
  }
}
