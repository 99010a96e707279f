package relay.domain.smtp;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import relay.domain.mail.IpLiteral;

/**
 * XCLIENT: a trusted proxy tells who its client is. NAME, PORT and the destination are understood
 * and not used; LOGIN is refused, since a password is the only way to become a user here.
 *
 * @param address the client's address; empty when not told
 * @param helo the client's name; empty when not told
 */
public record XclientCommand(Optional<InetAddress> address, Optional<String> helo) {
  private static final String UNAVAILABLE = "[UNAVAILABLE]";
  private static final String UNAVAILABLE_NOW = "[TEMPUNAVAIL]";

  /** Reads what follows {@code XCLIENT }. */
  public static Parsed<XclientCommand> parse(String argument) {
    var attributes = new Attributes();
    try {
      if (argument.isEmpty()) {
        throw BadParameter.malformed("XCLIENT needs attributes");
      }
      EsmtpParameters.read(argument, attributes::read);
      return Parsed.value(new XclientCommand(attributes.address, attributes.helo));
    } catch (BadParameter e) {
      return new Parsed.Rejected<>(SmtpReply.local(501, "5.5.4", e.reply().lines().get(0)));
    }
  }

  private static final class Attributes {
    private Optional<InetAddress> address = Optional.empty();
    private Optional<String> helo = Optional.empty();

    void read(String keyword, String value) {
      String text =
          Optional.ofNullable(value)
              .flatMap(Xtext::decode)
              .orElseThrow(() -> BadParameter.malformed(keyword + " needs a value"));
      boolean known =
          !text.equalsIgnoreCase(UNAVAILABLE) && !text.equalsIgnoreCase(UNAVAILABLE_NOW);
      switch (keyword) {
        case "ADDR" -> address = known ? Optional.of(address(text)) : Optional.empty();
        case "HELO" -> helo = known ? Optional.of(name(text)) : Optional.empty();
        case "NAME", "PORT", "PROTO", "DESTADDR", "DESTPORT" -> {}
        default -> throw BadParameter.malformed(keyword + " is not understood");
      }
    }

    private static InetAddress address(String text) {
      boolean v6 = text.toUpperCase(Locale.ROOT).startsWith("IPV6:");
      return IpLiteral.parse(v6 ? text.substring(5) : text)
          .orElseThrow(() -> BadParameter.malformed("ADDR is no address"));
    }

    private static String name(String text) {
      return ClientName.parse(text)
          .orElseThrow(() -> BadParameter.malformed("HELO is no host name"));
    }
  }
}
