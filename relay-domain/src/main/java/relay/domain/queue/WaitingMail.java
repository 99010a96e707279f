package relay.domain.queue;

/** What an operator can do with the mail in the waiting rooms (port). Thread-safe. */
public interface WaitingMail {

  /**
   * Lets every mail that waits for another attempt go as soon as its lane can take it, whatever its
   * due time. Returns at once. Mail that its sender holds until a time stays held.
   */
  void retryNow();
}
