package relay.domain.queue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The queues in memory, with duplicate detection like the broker's. */
public final class InMemoryQueues implements MailQueues {
  private final List<QueuedMail> mails = new ArrayList<>();
  private final Set<EntryId> moved = new HashSet<>();
  private int failures;

  /** The next so many calls do not commit. */
  public void fail(int times) {
    failures = times;
  }

  @Override
  public synchronized void put(QueuedMail mail) {
    commit();
    mails.add(mail);
  }

  @Override
  public synchronized void move(List<QueuedMail> some, Instant decidedAt) {
    if (some.isEmpty()) {
      return;
    }
    commit();
    some.stream().filter(mail -> moved.add(mail.entry())).forEach(mails::add);
  }

  private void commit() {
    if (failures > 0) {
      failures--;
      throw new QueueUnavailable("the test lets no commit succeed", null);
    }
  }

  /** What is queued, oldest first. */
  public synchronized List<QueuedMail> mails() {
    return List.copyOf(mails);
  }

  /** The one mail that is queued, which is taken out. */
  public synchronized QueuedMail take() {
    if (mails.size() != 1) {
      throw new IllegalStateException(mails.size() + " mails are queued, not 1");
    }
    return mails.remove(0);
  }
}
