package relay.domain.automation;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import relay.domain.contacts.SegmentCondition;

/**
 * Finds contacts for automations (port). Every method throws {@link
 * relay.domain.view.ViewUnavailable} while the database cannot be used. Thread-safe.
 */
public interface ContactSearch {

  /**
   * A contact that was found.
   *
   * @param cause by what, the same each time it is found for the same reason
   */
  record Found(String contact, String cause, Optional<ZoneId> zone) {}

  /**
   * Some of them.
   *
   * @param place where the next search goes on
   * @param more whether there are more now
   */
  record Some(List<Found> found, String place, boolean more) {}

  /** Whether the condition holds of a contact now; of one that is gone none does. */
  boolean holds(String tenant, String contact, SegmentCondition condition);

  /**
   * Contacts that have confirmed a list since the place, each once for each time it confirmed. The
   * first search finds nobody: it makes the place.
   *
   * @param place of the search before; empty: the first
   */
  Some joined(String tenant, String list, Optional<String> place, int most, Instant now);

  /**
   * Contacts whose attribute is one of these days, in the order of their ids.
   *
   * @param after id of the last of the page before; empty text: from the first
   * @throws relay.domain.control.InvalidField when the attribute is no date any more
   */
  Some dated(String tenant, String attribute, List<LocalDate> days, String after, int most);
}
