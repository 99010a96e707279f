package relay.domain.retention;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import relay.domain.mail.QueueId;

/**
 * What is old enough to go, and its removal (port). Thread-safe. Removing what is gone already is
 * no error, so a job may repeat its last step after a crash.
 */
public interface Retention {

  /**
   * Names of the journal files whose newest line is older and which nobody needs: everything in
   * them is in the message view, and they are not among the newest, from which a start learns what
   * was under way.
   */
  List<String> oldJournalFiles(Instant before);

  /** Removes those of the files that may still go; how many that were. */
  int removeJournalFiles(List<String> names);

  /**
   * Finished mails accepted before an instant, oldest first.
   *
   * @param after only mails with a greater id, to go on after a batch
   * @throws relay.domain.view.ViewUnavailable while the database cannot be used
   */
  List<QueueId> finishedMails(Instant before, Optional<QueueId> after, int max);

  /** Removes those of the mails that are still finished from the view; how many that were. */
  int removeMails(List<QueueId> mails);
}
