package relay.domain.delivery;

import relay.domain.feedback.reply.ReplyClassifier;
import relay.domain.smtp.EnhancedStatus;

/** What we mean by the enhanced status of our own replies. */
final class StatusCauses {
  private StatusCauses() {}

  static Cause ofLocal(EnhancedStatus status) {
    return switch (status.subject() * 1000 + status.detail()) {
      // No mail exchanger has an address: the domain, not the way, is wrong.
      case 4004 -> Cause.DOMAIN_INVALID;
      // Our 5.4.7 is about a server that cannot promise the time; the time itself is not over.
      case 4007 -> status.statusClass() == 5 ? Cause.CANNOT_CARRY : Cause.EXPIRED;
      case 6003, 6007 -> Cause.CANNOT_CARRY;
      case 7004, 7005, 7010, 7011, 7030 -> Cause.NOT_SECURE;
      case 7008 -> Cause.LOGIN_REFUSED;
      default -> Cause.of(ReplyClassifier.ofStatus(status));
    };
  }
}
