package relay.domain.contacts;

import java.util.Optional;
import relay.domain.control.Fields;
import relay.domain.tenancy.FrequencyCap;

/**
 * How often a contact wants mail of the lists of one tenant, by his own choice on the preference
 * page. It holds for what goes out by consent to a list, of campaigns and of automation, all of the
 * tenant's together, and never for mail that the contact asked for or needs, such as confirmations
 * and receipts.
 */
public enum ContactFrequency {
  /** As it comes. */
  NORMAL(Optional.empty()),
  /** At most one mail a week. */
  WEEKLY(Optional.of(new FrequencyCap(1, 7))),
  /** At most one mail a month, of which the shortest has four weeks. */
  MONTHLY(Optional.of(new FrequencyCap(1, 28)));

  private final Optional<FrequencyCap> cap;

  ContactFrequency(Optional<FrequencyCap> cap) {
    this.cap = cap;
  }

  /** What he gets at most; empty: no bound. */
  public Optional<FrequencyCap> cap() {
    return cap;
  }

  /** Such as {@code weekly}. */
  public String label() {
    return Fields.word(this);
  }

  public static Optional<ContactFrequency> labelled(String label) {
    for (ContactFrequency frequency : values()) {
      if (frequency.label().equals(label)) {
        return Optional.of(frequency);
      }
    }
    return Optional.empty();
  }
}
