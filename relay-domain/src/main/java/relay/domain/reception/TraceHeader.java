package relay.domain.reception;

import java.net.InetAddress;
import java.time.Instant;
import java.util.Optional;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Envelope;
import relay.domain.mail.HeaderField;
import relay.domain.mail.HeaderSection;
import relay.domain.mail.IpLiteral;
import relay.domain.mail.MailDate;
import relay.domain.mail.QueueId;

/**
 * The Received field that says how a mail came to us (RFC 5321 4.4). Whatever the client called
 * itself cannot break out of it. Names the recipient only when there is one, so that nobody learns
 * of the others. Return-Path is not ours to add: it belongs to the last server.
 */
public final class TraceHeader {
  private static final int NAME_CHARS_MAX = 255;
  private static final String FROM = "from ";
  private static final String IPV6 = "IPv6:";
  private static final String NAME_MARKS = ".-_:[]";

  private TraceHeader() {}

  /**
   * The field with its CR LF.
   *
   * @param hostName ours
   */
  public static String of(
      ClientSession client, Envelope envelope, QueueId id, String hostName, Instant now) {
    StringBuilder field = new StringBuilder(256);
    field.append("Received: from ").append(nameOf(client.helo())).append(" (");
    appendLiteral(field, client).append(")\r\n\tby ").append(hostName);
    field.append(" with ").append(atom(client.protocol())).append(" id ").append(id.text());
    recipient(envelope).ifPresent(r -> field.append("\r\n\tfor <").append(r).append('>'));
    client.tls().ifPresent(tls -> appendTls(field, tls));
    return field.append(";\r\n\t").append(MailDate.of(now)).append("\r\n").toString();
  }

  /**
   * Who brought a mail, by the topmost field, which is ours.
   *
   * @return empty when it is not as we write it
   */
  public static Optional<Client> clientOf(HeaderSection header) {
    String text = header.first("Received").map(HeaderField::text).orElse("").strip();
    int open = text.indexOf(" ([");
    int close = text.indexOf("])", open + 1);
    if (!text.startsWith(FROM) || open < FROM.length() || close < 0) {
      return Optional.empty();
    }
    String literal = text.substring(open + " ([".length(), close);
    return IpLiteral.parse(literal.startsWith(IPV6) ? literal.substring(IPV6.length()) : literal)
        .map(address -> new Client(text.substring(FROM.length(), open), address));
  }

  /**
   * Who brought a mail.
   *
   * @param helo with a hyphen for each sign that is none of a name
   */
  public record Client(String helo, InetAddress address) {}

  private static StringBuilder appendLiteral(StringBuilder field, ClientSession client) {
    String address = client.address().getHostAddress();
    int zone = address.indexOf('%');
    String plain = zone < 0 ? address : address.substring(0, zone);
    return field.append(plain.indexOf(':') < 0 ? "[" : "[IPv6:").append(plain).append(']');
  }

  /** RFC 8314 7.4: the cipher suite is the value, the protocol a comment. */
  private static void appendTls(StringBuilder field, String tls) {
    int space = tls.strip().lastIndexOf(' ');
    String cipher = atom(tls.strip().substring(space + 1));
    field.append("\r\n\ttls ").append(cipher);
    if (space > 0) {
      field.append(" (").append(atom(tls.strip().substring(0, space))).append(')');
    }
  }

  private static Optional<String> recipient(Envelope envelope) {
    if (envelope.recipients().size() != 1) {
      return Optional.empty();
    }
    EmailAddress only = envelope.recipients().get(0).address();
    // Without SMTPUTF8 the header must stay ASCII (RFC 6532 3.6 is for UTF8SMTP only).
    return only.needsSmtpUtf8() ? Optional.empty() : Optional.of(only.withAsciiDomain());
  }

  private static String nameOf(String helo) {
    return helo.isEmpty() ? "unknown" : safe(helo, NAME_MARKS);
  }

  private static String atom(String word) {
    return word.isEmpty() ? "unknown" : safe(word, "._-");
  }

  /** Letters, digits and the marks stay; anything else, line ends first of all, is a hyphen. */
  private static String safe(String text, String marks) {
    int length = Math.min(text.length(), NAME_CHARS_MAX);
    StringBuilder safe = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      boolean stays =
          c >= 'a' && c <= 'z'
              || c >= 'A' && c <= 'Z'
              || c >= '0' && c <= '9'
              || marks.indexOf(c) >= 0;
      safe.append(stays ? c : '-');
    }
    return safe.toString();
  }
}
