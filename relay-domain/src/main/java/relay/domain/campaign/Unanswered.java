package relay.domain.campaign;

import java.time.Instant;
import java.util.List;

/** Who was asked and has not answered (port). Thread-safe. */
public interface Unanswered {

  /**
   * Contacts to whom a mail of the campaign was delivered before a time, who stand confirmed on its
   * list, and have not confirmed it, or any other list, since the campaign started.
   *
   * @param most how many at most
   * @return their ids
   * @throws relay.domain.view.ViewUnavailable while the database cannot be used
   */
  List<String> of(Campaign campaign, Instant deliveredBefore, int most);
}
