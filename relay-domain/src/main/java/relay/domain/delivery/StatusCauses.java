package relay.domain.delivery;

import relay.domain.smtp.EnhancedStatus;

/**
 * Causes by enhanced status (RFC 3463 and the IANA registry) and, where there is none, by reply
 * code.
 */
final class StatusCauses {
  private StatusCauses() {}

  /** What we mean by the codes of our own replies. */
  static Cause ofLocal(EnhancedStatus status) {
    return switch (status.subject() * 1000 + status.detail()) {
      // No mail exchanger has an address: the domain, not the way, is wrong.
      case 4004 -> Cause.DOMAIN_INVALID;
      // Our 5.4.7 is about a server that cannot promise the time; the time itself is not over.
      case 4007 -> status.statusClass() == 5 ? Cause.CANNOT_CARRY : Cause.EXPIRED;
      case 6003, 6007 -> Cause.CANNOT_CARRY;
      case 7004, 7005, 7010, 7011, 7030 -> Cause.NOT_SECURE;
      case 7008 -> Cause.LOGIN_REFUSED;
      default -> ofRemote(status);
    };
  }

  static Cause ofRemote(EnhancedStatus status) {
    int detail = status.detail();
    return switch (status.subject()) {
      case 1 -> ofAddress(detail);
      case 2 -> ofMailbox(detail);
      case 3 -> ofSystem(detail);
      case 4 -> ofNetwork(detail);
      case 5 -> detail == 3 ? Cause.TOO_MANY_RECIPIENTS : Cause.PROTOCOL;
      case 6 -> Cause.PROTOCOL;
      case 7 -> ofPolicy(status);
      default -> Cause.UNKNOWN;
    };
  }

  static Cause ofCode(int code, Stage stage) {
    boolean atRecipient = stage == Stage.RCPT;
    return switch (code) {
      case 421, 451, 454 -> Cause.SYSTEM_ERROR;
      case 452 -> atRecipient ? Cause.TOO_MANY_RECIPIENTS : Cause.SYSTEM_FULL;
      case 455, 500, 501, 502, 503, 504, 555 -> Cause.PROTOCOL;
      case 521, 556 -> Cause.DOMAIN_INVALID;
      case 530 -> Cause.RELAY_DENIED;
      case 551 -> Cause.RECIPIENT_MOVED;
      case 552 -> atRecipient ? Cause.TOO_MANY_RECIPIENTS : Cause.TOO_BIG;
      case 553 ->
          atRecipient
              ? Cause.RECIPIENT_UNKNOWN
              : stage == Stage.MAIL ? Cause.SENDER_REJECTED : Cause.UNKNOWN;
      // A bare 550 may as well be a block of ours: it is not blamed on the recipient.
      default -> Cause.UNKNOWN;
    };
  }

  private static Cause ofAddress(int detail) {
    return switch (detail) {
      case 2, 10 -> Cause.DOMAIN_INVALID;
      case 6 -> Cause.RECIPIENT_MOVED;
      case 7, 8 -> Cause.SENDER_REJECTED;
      case 1, 3, 4 -> Cause.RECIPIENT_UNKNOWN;
      default -> Cause.UNKNOWN;
    };
  }

  private static Cause ofMailbox(int detail) {
    return switch (detail) {
      case 1 -> Cause.RECIPIENT_INACTIVE;
      case 2 -> Cause.MAILBOX_FULL;
      case 3 -> Cause.TOO_BIG;
      default -> Cause.SYSTEM_ERROR;
    };
  }

  private static Cause ofSystem(int detail) {
    return switch (detail) {
      case 1 -> Cause.SYSTEM_FULL;
      case 4 -> Cause.TOO_BIG;
      default -> Cause.SYSTEM_ERROR;
    };
  }

  private static Cause ofNetwork(int detail) {
    return switch (detail) {
      case 3 -> Cause.DNS_TEMPORARY;
      case 4, 6 -> Cause.ROUTING_LOOP;
      case 5 -> Cause.RATE_LIMITED;
      case 7 -> Cause.EXPIRED;
      default -> Cause.NETWORK;
    };
  }

  private static Cause ofPolicy(EnhancedStatus status) {
    return switch (status.detail()) {
      case 0 -> status.statusClass() == 4 ? Cause.RATE_LIMITED : Cause.POLICY;
      case 13 -> Cause.RECIPIENT_INACTIVE;
      case 26, 515 -> Cause.AUTH_FAILED;
      case 27 -> Cause.SENDER_REJECTED;
      case 28, 650 -> Cause.RATE_LIMITED;
      case 652 -> Cause.TOO_MANY_CONNECTIONS;
      default -> Cause.POLICY;
    };
  }
}
