package relay.domain.reception;

import java.util.List;
import java.util.Optional;
import relay.domain.mail.AddressList;
import relay.domain.mail.DomainName;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.HeaderField;
import relay.domain.mail.HeaderSection;
import relay.domain.mail.InvalidAddress;
import relay.domain.mail.Mailbox;
import relay.domain.mail.ReversePath;

/**
 * How a foreign sender is replaced: local parts stay, the domain is the stream's default From
 * domain, answers go to the author as before.
 *
 * @param sender the envelope's, replaced where it was foreign
 * @param fields to put in place of From and Sender, each with its CR LF; empty: they stay
 */
public record SenderRewrite(Verdict verdict, ReversePath sender, Optional<String> fields) {
  private static final int NAME_CHARS_MAX = 200;
  private static final String NO_DOMAIN =
      "This sender is not yours, and the stream has no verified default From domain to put it under;"
          + " set one, or use an address of your own";

  static SenderRewrite of(
      ReversePath sender,
      HeaderSection header,
      boolean foreignPath,
      boolean foreignAuthor,
      Optional<DomainName> domain) {
    if (domain.isEmpty()) {
      return new SenderRewrite(Verdict.refused(550, "5.7.1", NO_DOMAIN), sender, Optional.empty());
    }
    ReversePath path = foreignPath ? ReversePath.of(under(sender.address(), domain.get())) : sender;
    return new SenderRewrite(
        Verdict.ALLOWED,
        path,
        foreignAuthor ? Optional.of(fields(header, sender, domain.get())) : Optional.empty());
  }

  private static String fields(HeaderSection header, ReversePath sender, DomainName domain) {
    Optional<HeaderField> from = header.first("From");
    AddressList authors =
        from.map(f -> AddressList.parse(f.text())).orElse(new AddressList(List.of(), true));
    Optional<EmailAddress> author =
        authors.addresses().isEmpty() ? sender.address() : Optional.of(authors.addresses().get(0));
    StringBuilder fields = new StringBuilder(160);
    fields.append("From: ").append(from.map(f -> nameIn(f.text())).orElse(""));
    fields.append('<').append(under(author, domain).withAsciiDomain()).append(">\r\n");
    if (header.first("Reply-To").isEmpty()) {
      author
          .filter(a -> !a.needsSmtpUtf8())
          .ifPresent(a -> fields.append("Reply-To: <").append(a.withAsciiDomain()).append(">\r\n"));
    }
    return fields.toString();
  }

  /** What stands before the angle bracket, when it is whole, ASCII and short; a blank after it. */
  private static String nameIn(String value) {
    int open = value.indexOf('<');
    String name = open <= 0 ? "" : value.substring(0, open).strip();
    boolean plain =
        !name.isEmpty()
            && name.length() <= NAME_CHARS_MAX
            && name.chars().allMatch(c -> c >= ' ' && c < 127)
            && isWhole(name);
    return plain ? name + " " : "";
  }

  /** Half of a quoted string, of a comment or of a group would take the address with it. */
  private static boolean isWhole(String name) {
    try {
      return !Mailbox.parse(name + " <postmaster@example.org>").name().isEmpty();
    } catch (InvalidAddress e) {
      return false;
    }
  }

  private static EmailAddress under(Optional<EmailAddress> address, DomainName domain) {
    try {
      return new EmailAddress(
          address.filter(a -> !a.needsSmtpUtf8()).map(EmailAddress::localPart).orElse("postmaster"),
          domain.ascii());
    } catch (InvalidAddress e) {
      return new EmailAddress("postmaster", domain.ascii());
    }
  }
}
