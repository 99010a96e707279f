package relay.domain.reception.document;

import java.util.Optional;

/**
 * A file that goes with a mail.
 *
 * @param name shown to the recipient, without control characters
 * @param type media type such as {@code application/pdf}
 * @param octets never to be changed
 * @param contentId by which the HTML shows it ({@code cid:...}); empty for an ordinary attachment
 */
public record Attachment(String name, String type, byte[] octets, Optional<String> contentId) {}
