package relay.ejb.retention;

import java.lang.System.Logger;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import relay.domain.deadletter.DeadLetter;
import relay.domain.deadletter.DeadLetterBox;
import relay.domain.queue.QueueNames;
import relay.domain.queue.QueueUnavailable;

/**
 * Messages of producers that became no mail and that nobody looked at in time. What died of a
 * defect of ours stays: it may be open mail. Thread-safe.
 */
final class OldLetters {
  private static final Logger LOG = System.getLogger(OldLetters.class.getName());
  private static final int LETTERS_MAX = 10_000;

  /** Before the id: mails of the sandbox have ids of digits, too. */
  private static final String PREFIX = "letter ";

  private final DeadLetterBox box;

  OldLetters(DeadLetterBox box) {
    this.box = box;
  }

  /** Ids of those that are older; none while the broker cannot be asked. */
  Stream<String> diedBefore(Instant time) {
    try {
      return box.list(LETTERS_MAX).stream()
          .filter(letter -> isOfProducer(letter) && letter.mail().isEmpty())
          .filter(letter -> letter.since().filter(time::isAfter).isPresent())
          .map(letter -> PREFIX + letter.id());
    } catch (QueueUnavailable e) {
      LOG.log(Logger.Level.WARNING, "old dead letters of producers stay for now", e);
      return Stream.empty();
    }
  }

  private static boolean isOfProducer(DeadLetter letter) {
    return letter.queue().equals(QueueNames.SUBMISSION_DEAD)
        || letter.queue().equals(QueueNames.EXPIRED);
  }

  /** Removes those of the ids that are letters; how many that were. */
  int remove(List<String> ids) {
    return (int)
        ids.stream()
            .filter(id -> id.startsWith(PREFIX))
            .flatMap(id -> box.find(id.substring(PREFIX.length())).stream())
            .filter(box::remove)
            .count();
  }
}
