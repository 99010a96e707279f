package relay.domain.sandbox;

import java.util.List;
import java.util.Optional;

/**
 * A mail as its reader would see it.
 *
 * @param text the plain text part
 * @param html the HTML part, as hostile as its sender made it
 * @param attachments their names, for people
 */
public record MailPreview(Optional<String> text, Optional<String> html, List<String> attachments) {
  public static final MailPreview NOTHING =
      new MailPreview(Optional.empty(), Optional.empty(), List.of());

  public MailPreview {
    attachments = List.copyOf(attachments);
  }

  /** Takes a mail apart (port). Thread-safe; a mail that cannot be read has no parts. */
  public interface Reader {
    MailPreview read(byte[] mail);
  }
}
