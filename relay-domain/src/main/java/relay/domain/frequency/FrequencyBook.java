package relay.domain.frequency;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import relay.domain.mail.QueueId;

/** What each contact was sent, as far as caps ask for it (port). Thread-safe, over all nodes. */
public interface FrequencyBook {

  /**
   * Counts those mails that the caps allow, in their order, so that of all who ask at a time, on
   * whatever node, no more are allowed than there is room for. What has returned is on disk. A mail
   * that was counted before is allowed again and counts once. Who was never asked about may have
   * had mail nevertheless: the last that is known to have been delivered counts. A contact that is
   * gone is not told.
   *
   * @param wishes of one or several tenants
   * @return when each of the others may go
   * @throws relay.domain.view.ViewUnavailable while the database cannot be used; then nothing was
   *     counted, or may be counted again
   */
  Map<QueueId, Instant> claim(List<FrequencyWish> wishes, Instant now);
}
