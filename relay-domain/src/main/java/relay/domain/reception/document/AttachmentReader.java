package relay.domain.reception.document;

import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads one entry of {@code attachments}. */
final class AttachmentReader {
  private static final int NAME_CHARS_MAX = 255;
  private static final String ANY_TYPE = "application/octet-stream";
  private static final Pattern TYPE =
      Pattern.compile(
          "[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,63}/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}");
  private static final Pattern CONTENT_ID = Pattern.compile("[A-Za-z0-9._%+@-]{1,200}");

  private AttachmentReader() {}

  static Optional<Attachment> in(JsonFields fields) {
    Optional<String> name = fields.text("name", AttachmentReader::name);
    fields.require("name", name.isPresent());
    Optional<String> type = fields.text("type", AttachmentReader::type);
    Optional<String> contentId = fields.text("contentId", AttachmentReader::contentId);
    Optional<byte[]> octets = fields.text("content", AttachmentReader::content);
    fields.require("content", octets.isPresent());
    fields.endOfKnownFields();
    return name.flatMap(
        n -> octets.map(o -> new Attachment(n, type.orElse(ANY_TYPE), o, contentId)));
  }

  private static String name(String text) {
    if (text.isBlank()
        || text.length() > NAME_CHARS_MAX
        || text.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "a file name of 1 to " + NAME_CHARS_MAX + " characters without control characters");
    }
    return text;
  }

  private static String type(String text) {
    String type = text.toLowerCase(Locale.ROOT);
    // Neither may be in base64 (RFC 2045 6.4), nor would we check what is inside.
    if (!TYPE.matcher(text).matches()
        || type.startsWith("multipart/")
        || type.startsWith("message/")) {
      throw new IllegalArgumentException(
          "a media type such as application/pdf, without parameters, not multipart or message");
    }
    return type;
  }

  private static String contentId(String text) {
    if (!CONTENT_ID.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "1 to 200 letters, digits and . _ % + @ -, without angle brackets");
    }
    return text;
  }

  private static byte[] content(String text) {
    try {
      // The decoder of MIME takes line ends, and passes over anything else too: that is not strict.
      String joined = text.indexOf('\n') < 0 ? text : text.replace("\r", "").replace("\n", "");
      return Base64.getDecoder().decode(joined);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("must be base64 (RFC 4648 4)", e);
    }
  }
}
