package relay.domain.privacy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.QueueId;

/**
 * What is to be forgotten: one address in everything that was on record at an instant. Immutable.
 *
 * @param id of the erasure
 * @param before mails accepted and events that happened later stay as they are
 * @param secret drawn for this erasure and destroyed at its end: without it nobody, not even who
 *     knows the address, finds out which names stand for it
 */
public record ErasureOrder(String id, EmailAddress address, Instant before, String secret) {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int NAME_OCTETS = 8;

  /** Whether this is the address, however its letters are written. */
  public boolean isAbout(String text) {
    return address.toString().equalsIgnoreCase(text);
  }

  /** Whether the address stands somewhere in a text, not as a part of a longer one. */
  public boolean isIn(String text) {
    return next(lower(text), lower(address.toString()), 0) >= 0;
  }

  /** Whether a mail was accepted before. */
  public boolean reaches(QueueId mail) {
    return mail.compareTo(firstAfter()) < 0;
  }

  /** The smallest id of a mail that is not reached. */
  public QueueId firstAfter() {
    return QueueId.next(before, () -> 0L);
  }

  /**
   * What stands for the address from now on: another name in each mail, so that the mails of one
   * person cannot be put together, and another for each way of writing it, so that two rows of one
   * mail stay two.
   *
   * @param mail id of the mail; empty text for what is about none
   * @param written the address as it stands there
   */
  public String nameIn(String mail, String written) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      byte[] hash = mac.doFinal((mail + "\n" + written).getBytes(StandardCharsets.UTF_8));
      String name = HexFormat.of().formatHex(Arrays.copyOf(hash, NAME_OCTETS));
      return "erased-" + name + "@erased.invalid";
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HMAC-SHA-256", e);
    }
  }

  /** A text with the name in place of the address, wherever and however it is written. */
  public String without(String mail, String text) {
    String wanted = lower(address.toString());
    String folded = lower(text);
    if (folded.length() != text.length()) {
      return isIn(text) ? "erased" : text; // letters that change their length
    }
    var out = new StringBuilder(text.length());
    int from = 0;
    for (int at = next(folded, wanted, 0); at >= 0; at = next(folded, wanted, from)) {
      out.append(text, from, at).append(nameIn(mail, text.substring(at, at + wanted.length())));
      from = at + wanted.length();
    }
    return from == 0 ? text : out.append(text, from, text.length()).toString();
  }

  private static int next(String text, String wanted, int from) {
    int at = text.indexOf(wanted, from);
    while (at >= 0 && isPartOfLonger(text, at, at + wanted.length())) {
      at = text.indexOf(wanted, at + 1);
    }
    return at;
  }

  /**
   * Whether letters around it make another address of it. Signs that are allowed in addresses and
   * also stand before them in the texts of servers ({@code rcpt=bob@...}) do not.
   */
  private static boolean isPartOfLonger(String text, int start, int end) {
    boolean before =
        start > 0
            && (Character.isLetterOrDigit(text.charAt(start - 1))
                || "._-+".indexOf(text.charAt(start - 1)) >= 0);
    boolean after =
        end < text.length()
            && (Character.isLetterOrDigit(text.charAt(end))
                || text.charAt(end) == '-'
                || text.charAt(end) == '.'
                    && end + 1 < text.length()
                    && Character.isLetterOrDigit(text.charAt(end + 1)));
    return before || after;
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /** Without address and secret. */
  @Override
  public String toString() {
    return "ErasureOrder[" + id + "]";
  }
}
