package relay.domain.contacts;

import java.time.Duration;
import java.util.Optional;
import relay.domain.control.Fields;

/**
 * How often a contact wants mail of the lists of one tenant, by his own choice on the preference
 * page. It is meant for what goes out by consent to a list, of campaigns and of automation, all of
 * the tenant's together, and never for mail that the contact asked for or needs, such as
 * confirmations and receipts. It is kept and shown; neither campaigns nor automation hold mail back
 * for it yet.
 */
public enum ContactFrequency {
  /** As it comes. */
  NORMAL(Duration.ZERO),
  /** At most one mail in seven days. */
  WEEKLY(Duration.ofDays(7)),
  /** At most one mail in thirty days. */
  MONTHLY(Duration.ofDays(30));

  private final Duration atMostEvery;

  ContactFrequency(Duration atMostEvery) {
    this.atMostEvery = atMostEvery;
  }

  /** The least time between two mails to the contact; zero: no bound. */
  public Duration atMostEvery() {
    return atMostEvery;
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
