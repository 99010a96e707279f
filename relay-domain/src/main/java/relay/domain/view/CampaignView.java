package relay.domain.view;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Figures of campaigns, counted in the message view (port). Thread-safe. */
public interface CampaignView {

  /** By what the recipients of one campaign are told apart. */
  enum Dimension {
    LANE,
    DOMAIN;

    /** The word in answers. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * One campaign as a whole.
   *
   * @param mails accepted, as far as they are still in the view
   * @param recipients of these mails, by where they stand now
   */
  record Campaign(
      String name, long mails, Instant first, Instant last, Map<RecipientState, Long> recipients) {
    public Campaign {
      recipients = whole(recipients);
    }
  }

  /** The recipients of one campaign in one lane or at one domain. */
  record Share(String name, Map<RecipientState, Long> recipients) {
    public Share {
      recipients = whole(recipients);
    }
  }

  /**
   * The campaigns whose last mail is the newest, newest first.
   *
   * @param tenant whose mail alone counts; empty: everybody's
   * @throws ViewUnavailable while the database cannot be used
   */
  List<Campaign> newest(Optional<String> tenant, int limit);

  /**
   * One campaign; empty when the view knows no mail of it.
   *
   * @throws ViewUnavailable while the database cannot be used
   */
  Optional<Campaign> find(String name, Optional<String> tenant);

  /**
   * Its recipients, the largest share first, at most so many.
   *
   * @throws ViewUnavailable while the database cannot be used
   */
  List<Share> shares(String name, Optional<String> tenant, Dimension by, int limit);

  /** Every state with its count, 0 where there is none. */
  private static Map<RecipientState, Long> whole(Map<RecipientState, Long> some) {
    Map<RecipientState, Long> all = new EnumMap<>(RecipientState.class);
    for (RecipientState state : RecipientState.values()) {
      all.put(state, some.getOrDefault(state, 0L));
    }
    return all;
  }
}
