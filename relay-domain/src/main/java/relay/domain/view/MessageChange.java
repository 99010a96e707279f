package relay.domain.view;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import relay.domain.mail.QueueId;

/**
 * Everything a batch of journal events says about one mail, folded so that the usual mail is one
 * new row with its recipients in their last state.
 *
 * <p>Filled by {@link MessageFold} in the order of the journal; one thread.
 */
public final class MessageChange {
  private final QueueId id;
  private final Map<String, RecipientChange> recipients = new LinkedHashMap<>();
  private final StringBuilder story = new StringBuilder();
  private Optional<Reception> reception = Optional.empty();
  private Optional<RecipientChange> everybody = Optional.empty();
  private Instant lastAt = Instant.EPOCH;

  MessageChange(QueueId id) {
    this.id = id;
  }

  public QueueId id() {
    return id;
  }

  /** Present when the batch holds the beginning of this mail. */
  public Optional<Reception> reception() {
    return reception;
  }

  /** New state by address as written; all recipients when {@link #reception()} is present. */
  public Map<String, RecipientChange> recipients() {
    return recipients;
  }

  /** For all recipients of the mail that are still open, before {@link #recipients()}. */
  public Optional<RecipientChange> everybody() {
    return everybody;
  }

  /** The journal lines of the batch about this mail, each ended by a line feed. */
  public String story() {
    return story.toString();
  }

  /** Time of the newest event. */
  public Instant lastAt() {
    return lastAt;
  }

  void begin(Reception begun) {
    reception = Optional.of(begun);
  }

  void tell(String line, Instant at) {
    story.append(line).append('\n');
    lastAt = at;
  }

  void recipient(String address, RecipientChange change) {
    recipients.put(address, change);
  }

  void everyOpenRecipient(RecipientChange change) {
    recipients.replaceAll((address, before) -> before.state().isOpen() ? change : before);
    // Whom an earlier event of the batch ended, no later one reaches.
    if (reception.isEmpty() && everybody.map(e -> e.state().isOpen()).orElse(true)) {
      everybody = Optional.of(change);
    }
  }
}
