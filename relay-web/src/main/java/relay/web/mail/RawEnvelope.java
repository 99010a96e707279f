package relay.web.mail;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import relay.domain.mail.CampaignName;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Envelope;
import relay.domain.mail.InvalidAddress;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOptions;
import relay.domain.mail.Recipient;
import relay.domain.mail.ReversePath;
import relay.web.problem.Problem;

/**
 * The envelope of a {@code message/rfc822} body: from query parameters {@code from}, {@code to}
 * (repeated or separated by commas), {@code lane} and {@code campaign}, or from headers {@code
 * Mail-From}, {@code Mail-To}, {@code Mail-Lane} and {@code Mail-Campaign}.
 */
final class RawEnvelope {
  private final UriInfo uri;
  private final HttpHeaders headers;

  RawEnvelope(UriInfo uri, HttpHeaders headers) {
    this.uri = uri;
    this.headers = headers;
  }

  Envelope read(byte[] mail) {
    ReversePath sender = sender();
    Set<EmailAddress> recipients = recipients();
    boolean utf8 =
        sender.address().filter(EmailAddress::needsSmtpUtf8).isPresent()
            || recipients.stream().anyMatch(EmailAddress::needsSmtpUtf8)
            || hasHighOctet(mail, headerEnd(mail));
    var options = MailOptions.needing(hasHighOctet(mail, mail.length), utf8, false);
    return new Envelope(sender, recipients.stream().map(Recipient::of).toList(), options);
  }

  Optional<Lane> lane() {
    List<String> given = values("lane", "Mail-Lane");
    if (given.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Lane.valueOf(given.get(0).strip().toUpperCase(Locale.ROOT)));
    } catch (IllegalArgumentException e) {
      throw Problem.in(422, "lane", "must be one of otp, transactional, bulk");
    }
  }

  Optional<String> campaign() {
    List<String> given = values("campaign", "Mail-Campaign");
    if (given.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(CampaignName.of(given.get(0).strip()));
    } catch (IllegalArgumentException e) {
      throw Problem.in(422, "campaign", e.getMessage());
    }
  }

  private ReversePath sender() {
    List<String> given = values("from", "Mail-From");
    if (given.size() != 1) {
      throw Problem.in(
          422, "from", "one sender is needed, in the query or in the header Mail-From");
    }
    String text = given.get(0).strip();
    try {
      return text.equals("<>") ? ReversePath.NULL : ReversePath.of(EmailAddress.parse(text));
    } catch (InvalidAddress e) {
      throw Problem.in(422, "from", e.getMessage());
    }
  }

  private Set<EmailAddress> recipients() {
    Set<EmailAddress> recipients = new LinkedHashSet<>();
    int index = 0;
    for (String given : values("to", "Mail-To")) {
      for (String text : given.split(",")) {
        try {
          recipients.add(EmailAddress.parse(text.strip()));
        } catch (InvalidAddress e) {
          throw Problem.in(422, "to[" + index + "]", e.getMessage());
        }
        index++;
      }
    }
    if (recipients.isEmpty()) {
      throw Problem.in(422, "to", "a recipient is needed, in the query or in the header Mail-To");
    }
    return recipients;
  }

  private List<String> values(String parameter, String header) {
    List<String> inQuery = uri.getQueryParameters().get(parameter);
    List<String> inHeader = headers.getRequestHeader(header);
    List<String> all = new ArrayList<>(inQuery == null ? List.of() : inQuery);
    all.addAll(inHeader == null ? List.of() : inHeader);
    return all;
  }

  private static int headerEnd(byte[] mail) {
    for (int i = 0; i + 3 < mail.length; i++) {
      if (mail[i] == '\r' && mail[i + 1] == '\n' && mail[i + 2] == '\r' && mail[i + 3] == '\n') {
        return i;
      }
    }
    return mail.length;
  }

  private static boolean hasHighOctet(byte[] mail, int length) {
    for (int i = 0; i < length; i++) {
      if (mail[i] < 0) {
        return true;
      }
    }
    return false;
  }
}
