package relay.domain.deadletter;

import java.util.Arrays;

/**
 * The beginning of what is in a dead letter, opened where it is sealed.
 *
 * @param octets as many as were asked for
 * @param isCut whether there is more
 * @param trouble why it cannot be opened, with what to do; empty text when it can
 */
public record LetterContent(byte[] octets, boolean isCut, String trouble) {

  /** One that cannot be opened. */
  public static LetterContent locked(String trouble) {
    return new LetterContent(new byte[0], false, trouble);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LetterContent that
        && Arrays.equals(octets, that.octets)
        && isCut == that.isCut
        && trouble.equals(that.trouble);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(octets);
  }

  /** Without the content, which belongs into no log. */
  @Override
  public String toString() {
    return "LetterContent[" + octets.length + " octets, trouble=" + trouble + "]";
  }
}
