package relay.domain.sandbox;

import java.util.List;
import relay.domain.mail.EmailAddress;
import relay.domain.smtp.SmtpReply;

/**
 * What the sandbox answers for a recipient, so that bounces and deferrals can be practised: {@code
 * bounce@...} is refused for good, {@code defer@...} for now, {@code full@...} has a full mailbox;
 * a tag may follow, as in {@code bounce+test@...}. Everyone else is taken.
 */
public final class SimulatedFate {
  private static final SmtpReply KEPT =
      SmtpReply.received(250, List.of("2.0.0 kept in the sandbox"));
  private static final SmtpReply BOUNCED = refusal(550, "5.1.1", "no such user (simulated)");
  private static final SmtpReply DEFERRED = refusal(451, "4.3.0", "try again later (simulated)");
  private static final SmtpReply FULL = refusal(452, "4.2.2", "mailbox full (simulated)");

  private SimulatedFate() {}

  public static SmtpReply of(EmailAddress recipient) {
    String name = recipient.localPart();
    int tag = name.indexOf('+');
    return switch (tag < 0 ? name : name.substring(0, tag)) {
      case "bounce" -> BOUNCED;
      case "defer" -> DEFERRED;
      case "full" -> FULL;
      default -> KEPT;
    };
  }

  /** As another server would say it, so that it is treated like any other refusal. */
  private static SmtpReply refusal(int code, String status, String text) {
    return SmtpReply.received(code, List.of(status + " " + text));
  }
}
