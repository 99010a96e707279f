package relay.domain.tlsreport;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import relay.domain.mail.EmailAddress;
import relay.domain.webhook.Target;

/**
 * Where a domain wants its reports (RFC 8460 3).
 *
 * @param uri as it was published
 */
public sealed interface ReportAddress {
  String uri();

  /** By mail. */
  record ByMail(String uri, EmailAddress to) implements ReportAddress {}

  /** By HTTPS. */
  record ByWeb(String uri, Target target) implements ReportAddress {}

  /** The longest one that is used. */
  int CHARS_MAX = 500;

  /** Reads one; empty when it is neither, or not well formed. */
  static Optional<ReportAddress> read(String uri) {
    String lower = uri.toLowerCase(Locale.ROOT);
    if (uri.length() > CHARS_MAX) {
      return Optional.empty();
    }
    try {
      if (lower.startsWith("mailto:")) {
        return Optional.of(new ByMail(uri, mailbox(uri.substring("mailto:".length()))));
      }
      if (lower.startsWith("https:")) {
        return Optional.of(new ByWeb(uri, Target.parse(uri)));
      }
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    return Optional.empty();
  }

  /** RFC 6068: what follows a question mark are wishes about the mail, which do not concern us. */
  private static EmailAddress mailbox(String encoded) {
    int question = encoded.indexOf('?');
    String address = question < 0 ? encoded : encoded.substring(0, question);
    return EmailAddress.parse(
        URLDecoder.decode(address.replace("+", "%2B"), StandardCharsets.UTF_8));
  }
}
