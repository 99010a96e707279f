package relay.domain.reception;

import java.util.List;
import relay.domain.mail.Envelope;
import relay.domain.mail.HeaderField;
import relay.domain.mail.HeaderSection;

/**
 * The field {@code TLS-Required: No} (RFC 8689 3): its sender wants the mail to arrive even where
 * the TLS that the recipients' domain asks for is not to be had, as a warning that it is broken. It
 * stays in the mail, for servers further on. REQUIRETLS overrules it; twice, or with any other
 * value, it says nothing.
 */
final class TlsRequiredHeader {
  private static final String NAME = "TLS-Required";

  private TlsRequiredHeader() {}

  /** The mail, with what the field asks for in its envelope. */
  static Submission heeded(Submission mail, HeaderSection header) {
    Envelope envelope = mail.envelope();
    return envelope.options().requireTls() || !isWaivedIn(header)
        ? mail
        : mail.with(
            new Envelope(
                envelope.sender(), envelope.recipients(), envelope.options().withoutTlsPolicies()));
  }

  private static boolean isWaivedIn(HeaderSection header) {
    List<HeaderField> all =
        header.fields().stream().filter(f -> f.name().equalsIgnoreCase(NAME)).toList();
    return all.size() == 1 && all.get(0).text().strip().equalsIgnoreCase("no");
  }
}
