package relay.ejb.queues;

import java.lang.System.Logger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.journal.Journal;
import relay.domain.journal.MailEvent;
import relay.domain.mail.QueueId;
import relay.domain.secret.LockedContents;

/**
 * Keeps account of mails whose content cannot be opened, for the health page, and raises an alarm
 * at the first one with each cause. Thread-safe.
 */
public final class ContentAlarm {
  private static final Logger LOG = System.getLogger(ContentAlarm.class.getName());
  private final LockedContents locked;
  private final Journal journal;

  public ContentAlarm(LockedContents locked, Journal journal) {
    this.locked = locked;
    this.journal = journal;
  }

  /**
   * A mail waits.
   *
   * @param trouble one sentence for the operator
   */
  public void raise(QueueId mail, String trouble, Instant now) {
    if (locked.add(mail, trouble, now)) {
      String what = "mail " + mail + " waits: " + trouble;
      LOG.log(Logger.Level.ERROR, what);
      journal.write(
          List.of(
              new MailEvent(
                  EventType.ALARM,
                  now,
                  Optional.empty(),
                  0,
                  0,
                  Optional.empty(),
                  Map.of(EventField.REASON, what))));
    }
  }

  /** A mail was opened, or came to its end: costs nothing while none waits. */
  public void end(QueueId mail) {
    locked.remove(mail);
  }
}
