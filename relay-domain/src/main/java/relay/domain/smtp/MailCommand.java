package relay.domain.smtp;

import java.time.Instant;
import relay.domain.mail.InvalidAddress;
import relay.domain.mail.MailOptions;
import relay.domain.mail.ReversePath;

/**
 * MAIL FROM with its parameters (RFC 5321 4.1.1.2).
 *
 * @param announcedSize the SIZE parameter; 0 when absent
 */
public record MailCommand(ReversePath sender, MailOptions options, long announcedSize) {

  /**
   * Reads what follows {@code MAIL }.
   *
   * @param offer what EHLO offered; without EHLO there are no parameters, so null is for HELO
   * @param now for limits given as spans of time
   */
  public static Parsed<MailCommand> parse(String argument, SessionOffer offer, Instant now) {
    try {
      var cut = PathArgument.cut(argument, "FROM:", "5.1.7");
      var parameters = new MailParameters(offer, now);
      EsmtpParameters.read(cut.parameters(), parameters::read);
      MailOptions options = parameters.options();
      ReversePath sender = ReversePath.parse(cut.path());
      if (!options.smtpUtf8() && !isAscii(cut.path())) {
        // RFC 6531 3.5: 550 or 553 with 5.6.7
        return Parsed.rejected(553, "5.6.7", "an address beyond ASCII needs SMTPUTF8");
      }
      return Parsed.value(new MailCommand(sender, options, parameters.size()));
    } catch (BadParameter e) {
      return new Parsed.Rejected<>(e.reply());
    } catch (InvalidAddress e) {
      return Parsed.rejected(553, "5.1.7", "sender: " + e.getMessage());
    }
  }

  static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 127) {
        return false;
      }
    }
    return true;
  }
}
