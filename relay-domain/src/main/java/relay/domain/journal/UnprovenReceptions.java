package relay.domain.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import relay.domain.mail.QueueId;

/**
 * Finds the mails whose RECEIVED event a process wrote shortly before it died and of which nothing
 * else is known. Most of them wait in their queue; of some, the death came before the commit, no
 * success was told, and they are nowhere. Only their queues can tell which.
 *
 * <p>Mail of JMS producers and reports are left out: the message that they were made from is given
 * out again, and they are stored then. One thread.
 */
public final class UnprovenReceptions {
  /** Well above the longest time that a reception may wait for its commit. */
  static final Duration COMMIT_MAX = Duration.ofMinutes(10);

  private static final String JMS_DOOR = "jms";
  private final Map<QueueId, Unproven> untouched = new LinkedHashMap<>();
  private final Map<QueueId, Unproven> found = new LinkedHashMap<>();
  private Instant latest = Instant.EPOCH;

  /**
   * A mail that may never have been stored.
   *
   * @param held whether its sender wants it held, so that it is in a waiting room if anywhere
   */
  public record Unproven(QueueId mail, Instant receivedAt, String lane, boolean held) {}

  /** Takes notice of the events of one file in their order. */
  public void note(List<MailEvent> events) {
    for (MailEvent event : events) {
      latest = event.at();
      event.mail().ifPresent(mail -> note(mail, event));
    }
    forgetOld();
  }

  private void note(QueueId mail, MailEvent event) {
    Unproven known = untouched.get(mail);
    if (event.type() == EventType.RECEIVED) {
      if (isFromADoor(event)) {
        String lane = String.valueOf(event.details().get(EventField.LANE));
        untouched.put(mail, new Unproven(mail, event.at(), lane, false));
      }
    } else if (event.type() == EventType.HELD
        && known != null
        && known.receivedAt().equals(event.at())) {
      untouched.put(mail, new Unproven(mail, event.at(), known.lane(), true));
    } else {
      untouched.remove(mail);
      found.remove(mail);
    }
  }

  /** The file ends: a process may have died here. */
  public void endOfFile() {
    found.putAll(untouched);
    untouched.clear();
  }

  /** All that were found, oldest first. */
  public List<Unproven> found() {
    return new ArrayList<>(found.values());
  }

  /** Whose reception was over long before the file ended was stored, or refused on record. */
  private void forgetOld() {
    Instant oldest = latest.minus(COMMIT_MAX);
    Iterator<Unproven> all = untouched.values().iterator();
    while (all.hasNext() && all.next().receivedAt().isBefore(oldest)) {
      all.remove();
    }
  }

  private static boolean isFromADoor(MailEvent received) {
    Object door = received.details().get(EventField.LISTENER);
    return door != null && !door.equals(JMS_DOOR);
  }
}
