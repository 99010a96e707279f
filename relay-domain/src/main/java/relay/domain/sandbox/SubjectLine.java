package relay.domain.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import relay.domain.mail.Content;
import relay.domain.mail.HeaderField;
import relay.domain.mail.HeaderSection;

/** Finds the subject in the header of a mail, for people. Bounded; never fails. */
public final class SubjectLine {
  private static final int HEADER_OCTETS_MAX = 64 * 1024;
  private static final int FIELDS_MAX = 1_000;
  private static final int CHARS_MAX = 500;

  private SubjectLine() {}

  /** The subject of the mail that begins with these octets; empty when it has none. */
  public static String of(byte[] octets) {
    try {
      return HeaderSection.of(Content.of(octets), HEADER_OCTETS_MAX, FIELDS_MAX)
          .first("Subject")
          .map(HeaderField::shown)
          .map(SubjectLine::cut)
          .orElse("");
    } catch (IOException e) {
      throw new UncheckedIOException("octets in memory can always be read", e);
    }
  }

  private static String cut(String text) {
    if (text.length() <= CHARS_MAX) {
      return text;
    }
    boolean cutsInTwo = Character.isHighSurrogate(text.charAt(CHARS_MAX - 1));
    return text.substring(0, cutsInTwo ? CHARS_MAX - 1 : CHARS_MAX);
  }
}
