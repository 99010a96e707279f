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
   * Names of the journal files that stay, and hold lines of streams whose records are kept for a
   * shorter time than the files, if they hold any at all.
   *
   * @param now of the run
   */
  List<String> filesWithOldLines(Instant now);

  /**
   * Takes the lines that are too old by the rules of their streams out of these files; how many
   * lines that were. Lines of open mail stay.
   *
   * @throws relay.domain.view.ViewUnavailable while the database cannot be used
   */
  int removeLines(List<String> names, Instant now);

  /** What is too old in the message view, by the rules of settings and streams. */
  List<OldMail> oldMail(Instant now);

  /**
   * Finished mails that are too old, oldest first.
   *
   * @param after only mails with a greater id, to go on after a batch
   * @throws relay.domain.view.ViewUnavailable while the database cannot be used
   */
  List<QueueId> finishedMails(OldMail old, Optional<QueueId> after, int max);

  /** Removes those of the mails that are still finished from the view; how many that were. */
  int removeMails(List<QueueId> mails);

  /** Ids of the kept contents that are too old by the rules of their streams. */
  List<String> oldContents(Instant now);

  /** Removes those of the contents that are still there; how many that were. */
  int removeContents(List<String> ids);
}
