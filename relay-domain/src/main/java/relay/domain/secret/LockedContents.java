package relay.domain.secret;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import relay.domain.mail.QueueId;

/**
 * The mails that could not be opened when their turn came last. Bounded: of more than it holds the
 * count is too low. One that did not come again for long is forgotten: somebody ended it.
 * Thread-safe.
 */
public final class LockedContents {
  static final int MAILS_MAX = 10_000;
  private static final int WAITS_REMEMBERED = 3;
  private final Map<QueueId, Locked> mails = new LinkedHashMap<>();
  private final Duration wait;
  private volatile boolean none = true;

  private record Locked(String trouble, Instant at) {}

  /**
   * @param wait between two tries of a mail
   */
  public LockedContents(Duration wait) {
    this.wait = wait;
  }

  /** Notes a mail; whether it is the first one with this trouble. */
  public synchronized boolean add(QueueId mail, String trouble, Instant now) {
    forgetOld(now);
    boolean isFirst = mails.values().stream().noneMatch(m -> m.trouble().equals(trouble));
    if (mails.size() < MAILS_MAX || mails.containsKey(mail)) {
      mails.put(mail, new Locked(trouble, now));
      none = false;
    }
    return isFirst;
  }

  /** Notes that a mail could be opened, or was ended. */
  public void remove(QueueId mail) {
    // asked for every sealed mail: no lock while there is none
    if (!none) {
      synchronized (this) {
        mails.remove(mail);
        none = mails.isEmpty();
      }
    }
  }

  /** How many there are. */
  public synchronized int count(Instant now) {
    forgetOld(now);
    return mails.size();
  }

  /** Why, each sentence once. */
  public synchronized List<String> troubles() {
    return mails.values().stream().map(Locked::trouble).distinct().toList();
  }

  private void forgetOld(Instant now) {
    Instant oldest = now.minus(wait.multipliedBy(WAITS_REMEMBERED));
    mails.values().removeIf(m -> m.at().isBefore(oldest));
    none = mails.isEmpty();
  }
}
