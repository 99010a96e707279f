package relay.domain.privacy;

import java.util.List;
import java.util.Map;
import relay.domain.mail.QueueId;

/**
 * What an erasure would find now.
 *
 * @param subject hash of the address
 * @param counts of each store by its name
 * @param open mails that are still under way, oldest first, at most {@link Erasures#OPEN_TOLD}
 * @param openCount how many there are in all
 */
public record ErasurePreview(
    String subject, Map<String, Long> counts, List<QueueId> open, long openCount) {
  public ErasurePreview {
    counts = Map.copyOf(counts);
    open = List.copyOf(open);
  }
}
