package relay.domain.frequency;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import relay.domain.mail.QueueId;
import relay.domain.tenancy.FrequencyCap;

/**
 * That a mail wants to go to a contact.
 *
 * @param contact id of the contact
 * @param mail the same again whenever this very mail is repeated
 * @param caps that hold for the contact; each must allow it
 */
public record FrequencyWish(String contact, QueueId mail, List<FrequencyCap> caps) {
  public FrequencyWish {
    caps = List.copyOf(caps);
  }

  /** When all caps allow it to who had mails at these times; empty: now. */
  public Optional<Instant> until(Collection<Instant> sent, Instant now) {
    return caps.stream()
        .flatMap(cap -> cap.until(sent, now).stream())
        .max(Comparator.naturalOrder());
  }
}
