package relay.domain.mail;

import java.util.Optional;
import java.util.Set;

/**
 * One forward path with what its RCPT command asked for.
 *
 * @param notifyOn as given in NOTIFY; empty when the parameter was absent, which RFC 3461 4.1
 *     leaves to us: failure and delay
 * @param originalRecipient the ORCPT value as written ({@code rfc822;xtext}), passed on unchanged
 */
public record Recipient(
    EmailAddress address, Set<Notify> notifyOn, Optional<String> originalRecipient) {
  public Recipient {
    notifyOn = Set.copyOf(notifyOn);
    if (notifyOn.contains(Notify.NEVER) && notifyOn.size() > 1) {
      throw new IllegalArgumentException("NOTIFY=NEVER stands alone");
    }
  }

  public static Recipient of(EmailAddress address) {
    return new Recipient(address, Set.of(), Optional.empty());
  }

  /** Whether a report of this kind is wanted; absent NOTIFY means failure and delay. */
  public boolean wants(Notify kind) {
    return notifyOn.isEmpty()
        ? kind == Notify.FAILURE || kind == Notify.DELAY
        : notifyOn.contains(kind);
  }
}
