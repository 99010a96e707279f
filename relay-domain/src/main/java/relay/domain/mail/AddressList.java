package relay.domain.mail;

import java.util.ArrayList;
import java.util.List;

/**
 * The addresses in a field of addresses, as {@link AddressWalk} finds them.
 *
 * @param addresses in the order of their appearance
 * @param whole false when something between the commas was no address that we can read
 */
public record AddressList(List<EmailAddress> addresses, boolean whole) {

  public AddressList {
    addresses = List.copyOf(addresses);
  }

  /** Reads the value of a field, unfolded. */
  public static AddressList parse(String value) {
    List<EmailAddress> found = new ArrayList<>(2);
    boolean whole = AddressWalk.over(value, (text, sound) -> sound && add(found, text.toString()));
    return new AddressList(found, whole);
  }

  private static boolean add(List<EmailAddress> found, String text) {
    try {
      found.add(EmailAddress.parse(text));
      return true;
    } catch (InvalidAddress e) {
      return false;
    }
  }
}
