package relay.domain.contacts;

import java.util.List;
import java.util.Optional;

/**
 * How a contact wants to be written to: all of it is done, or nothing.
 *
 * @param wishes one for each list that he stands otherwise to from now on
 * @param frequency empty: as before
 */
public record ContactChoice(List<Consent> wishes, Optional<ContactFrequency> frequency) {

  public ContactChoice {
    wishes = List.copyOf(wishes);
  }
}
