package relay.domain.automation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How far an entry came in one go.
 *
 * @param entry at the step that is next
 * @param dueAt when that is
 * @param end empty while it is inside
 * @param path what it did on the way
 * @param tells notes for webhooks, with the steps they are of
 */
public record Walked(
    Entry entry, Instant dueAt, Optional<EntryEnd> end, List<Footprint> path, List<Step> tells) {
  public Walked {
    path = List.copyOf(path);
    tells = List.copyOf(tells);
  }

  /** Whether its next step is a mail, to be sent at once. */
  boolean sends() {
    return end.isEmpty() && entry.sending();
  }
}
