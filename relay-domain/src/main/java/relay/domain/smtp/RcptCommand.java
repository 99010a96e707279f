package relay.domain.smtp;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.InvalidAddress;
import relay.domain.mail.Notify;
import relay.domain.mail.Recipient;

/** RCPT TO with its parameters (RFC 5321 4.1.1.3). */
public record RcptCommand(Recipient recipient) {
  private static final int ORCPT_CHARS_MAX = 500; // RFC 3461 4.2

  /**
   * Reads what follows {@code RCPT }.
   *
   * @param extended false after HELO, when there are no parameters
   * @param smtpUtf8 whether MAIL asked for it
   * @param postmaster whom {@code <postmaster>} without a domain means (RFC 5321 4.5.1)
   */
  public static Parsed<RcptCommand> parse(
      String argument, boolean extended, boolean smtpUtf8, Optional<EmailAddress> postmaster) {
    try {
      var cut = PathArgument.cut(argument, "TO:", "5.1.3");
      var parameters = new Parameters(extended, smtpUtf8);
      EsmtpParameters.read(cut.parameters(), parameters::read);
      if (!smtpUtf8 && !MailCommand.isAscii(cut.path())) {
        return Parsed.rejected(553, "5.6.7", "an address beyond ASCII needs SMTPUTF8");
      }
      EmailAddress address =
          postmaster
              .filter(p -> cut.path().equalsIgnoreCase("postmaster"))
              .orElseGet(() -> EmailAddress.parse(cut.path()));
      return Parsed.value(
          new RcptCommand(
              new Recipient(address, parameters.notifyOn, parameters.originalRecipient)));
    } catch (BadParameter e) {
      return new Parsed.Rejected<>(e.reply());
    } catch (InvalidAddress e) {
      return Parsed.rejected(553, "5.1.3", "recipient: " + e.getMessage());
    }
  }

  private static final class Parameters {
    private final boolean extended;
    private final boolean smtpUtf8;
    private Set<Notify> notifyOn = Set.of();
    private Optional<String> originalRecipient = Optional.empty();

    Parameters(boolean extended, boolean smtpUtf8) {
      this.extended = extended;
      this.smtpUtf8 = smtpUtf8;
    }

    void read(String keyword, String value) {
      if (!extended) {
        throw BadParameter.unknown(keyword);
      }
      switch (keyword) {
        case "NOTIFY" -> notifyOn = notifyOn(value);
        case "ORCPT" -> originalRecipient = Optional.of(originalRecipient(value));
        default -> throw BadParameter.unknown(keyword);
      }
    }

    private static Set<Notify> notifyOn(String value) {
      Set<Notify> wanted = EnumSet.noneOf(Notify.class);
      String rest = value == null ? "" : value.toUpperCase(Locale.ROOT);
      // Four words exist; a longer list repeats one.
      for (String word : rest.split(",", 5)) {
        if (!wanted.add(word(word))) {
          throw BadParameter.malformed("NOTIFY names a case twice");
        }
      }
      if (wanted.contains(Notify.NEVER) && wanted.size() > 1) {
        throw BadParameter.malformed("NOTIFY=NEVER stands alone");
      }
      return wanted;
    }

    private static Notify word(String word) {
      return switch (word) {
        case "NEVER" -> Notify.NEVER;
        case "SUCCESS" -> Notify.SUCCESS;
        case "FAILURE" -> Notify.FAILURE;
        case "DELAY" -> Notify.DELAY;
        default -> throw BadParameter.malformed("NOTIFY is NEVER, or SUCCESS, FAILURE, DELAY");
      };
    }

    /** RFC 3461 4.2: type, semicolon, xtext; RFC 6533 3 adds the type utf-8 with UTF-8 in it. */
    private String originalRecipient(String value) {
      int semicolon = value == null ? -1 : value.indexOf(';');
      boolean good = semicolon > 0 && value.length() <= ORCPT_CHARS_MAX;
      good = good && isAtom(value, semicolon);
      boolean utf8 = good && smtpUtf8 && value.regionMatches(true, 0, "utf-8;", 0, 6);
      String encoded = good ? value.substring(semicolon + 1) : "";
      good = good && !encoded.isEmpty() && (utf8 || Xtext.isValid(encoded));
      if (!good) {
        throw BadParameter.malformed("ORCPT is type;xtext, up to " + ORCPT_CHARS_MAX);
      }
      return value;
    }

    private static boolean isAtom(String text, int end) {
      for (int i = 0; i < end; i++) {
        char c = text.charAt(i);
        boolean good = c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
        if (!good && c != '-' && c != '_' && c != '.') {
          return false;
        }
      }
      return true;
    }
  }
}
