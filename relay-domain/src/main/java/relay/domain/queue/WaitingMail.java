package relay.domain.queue;

/** What an operator can do with the mail in the waiting rooms (port). Thread-safe. */
public interface WaitingMail {

  /**
   * Lets every mail that waits for another attempt, or was put off on its way, go as soon as its
   * lane can take it, whatever its due time. Returns at once. New mail that its sender or a quota
   * holds until a time stays held.
   */
  void retryNow();
}
