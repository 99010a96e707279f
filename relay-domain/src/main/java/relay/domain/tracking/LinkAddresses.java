package relay.domain.tracking;

import java.util.Optional;

/**
 * The addresses that take the place of a mail's links. They are put into attributes with and
 * without quotes as they are, so they hold letters, digits and {@code - . _ ~ : / [ ]} only.
 */
public interface LinkAddresses {
  /**
   * The address for a link.
   *
   * @param target where it leads, an address of http or https
   * @param number of the target in this mail, from 1
   * @return empty when this link is to stay as it is
   */
  Optional<String> click(String target, int number);

  /** The address of the picture of one pixel; empty for no picture. */
  Optional<String> open();

  /** The address of a link that no person can see; empty for none. */
  Optional<String> trap();
}
