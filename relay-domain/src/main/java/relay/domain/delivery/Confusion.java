package relay.domain.delivery;

import java.util.Locale;
import relay.domain.smtp.SmtpReply;

/**
 * Tells a refusal of the mail from a server that lost the thread of the conversation. Such a server
 * answers with 5xx though neither sender, recipient nor content is at fault: "503 need RCPT" to a
 * DATA whose recipients it had just accepted, seen from servers that were being stopped, from
 * proxies that do not pipeline, and after a reset connection. A bounce would be wrong then; the
 * next conversation goes well.
 *
 * <p>Stateless. RFC 5321 4.2.4, 4.3.2, 4.5.1; RFC 3463 3.6.
 */
public final class Confusion {
  private static final int PROTOCOL = 5;
  private static final int INVALID_COMMAND = 1;

  private Confusion() {}

  /**
   * Whether a reply is about the conversation and not about the mail. To be asked only about
   * replies to commands that were in order as far as we know: DATA after an accepted recipient,
   * RCPT after an accepted MAIL.
   */
  public static boolean speaksFrom(SmtpReply reply, Stage stage) {
    if (reply.local() || !reply.isPermanent()) {
      return false;
    }
    // A status such as 5.7.1 or 5.1.1 says more than the code: "503 5.7.0 log in first" is meant.
    // Sendmail says 503 5.0.0, which says nothing.
    boolean otherSubject =
        reply.status().map(s -> s.subject() != PROTOCOL && s.subject() != 0).orElse(false);
    if (otherSubject) {
      return false;
    }
    boolean invalidCommand = reply.status().map(s -> s.detail() == INVALID_COMMAND).orElse(false);
    return switch (stage) {
      case EHLO, MAIL, RCPT ->
          reply.code() == 503 || isUnknown(reply.code(), invalidCommand, reply);
      // DATA has no argument that could be wrong: what is refused here for its form is our state.
      case DATA ->
          reply.code() <= 504 || reply.code() == 555 || invalidCommand || saysNobodyIsThere(reply);
      // After the content a 500 may be about a line that was too long (RFC 5321 4.5.3.1.9).
      case FINAL_DOT -> reply.code() == 503;
      default -> false;
    };
  }

  /** RFC 5321 3.3: "554 no valid recipients", after it had accepted one. */
  private static boolean saysNobodyIsThere(SmtpReply reply) {
    return String.join(" ", reply.lines()).toLowerCase(Locale.ROOT).contains("valid recipient");
  }

  /** RFC 5321 4.5.1: every server knows these commands, unless it read something else. */
  private static boolean isUnknown(int code, boolean invalidCommand, SmtpReply reply) {
    boolean unexplained = reply.status().isEmpty() || invalidCommand;
    return unexplained && (code == 500 || code == 502);
  }
}
