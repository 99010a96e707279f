package relay.domain.mail;

import java.util.Optional;

/**
 * The sender of the envelope: a mailbox, or the null path {@code <>} of reports (RFC 5321 4.5.5).
 */
public record ReversePath(Optional<EmailAddress> address) {
  public static final ReversePath NULL = new ReversePath(Optional.empty());

  public static ReversePath of(EmailAddress address) {
    return new ReversePath(Optional.of(address));
  }

  /** Reads the text between the angle brackets; the empty text is the null path. */
  public static ReversePath parse(String text) {
    return text.isEmpty() ? NULL : of(EmailAddress.parse(text));
  }

  public boolean isNull() {
    return address.isEmpty();
  }

  /** The text between the angle brackets. */
  @Override
  public String toString() {
    return address.map(EmailAddress::toString).orElse("");
  }
}
