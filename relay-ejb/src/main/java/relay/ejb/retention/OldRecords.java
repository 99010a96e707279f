package relay.ejb.retention;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import relay.domain.fault.FaultPoint;
import relay.domain.journal.JournalFileName;
import relay.domain.journal.JournalPosition;
import relay.domain.mail.QueueId;
import relay.domain.retention.Retention;
import relay.ejb.journal.JournalFolder;
import relay.ejb.view.FinishedMails;
import relay.ejb.view.JournalFollower;

/** Old files of the journal folder and old rows of the message view. */
@ApplicationScoped
public class OldRecords implements Retention {
  // A start reads the newest files to learn which attempts were under way.
  static final int FILES_KEPT = 3;
  private final JournalFolder folder;
  private final JournalFollower follower;
  private final FinishedMails mails;
  private final FaultPoint faults;

  /** For the container's proxy. */
  protected OldRecords() {
    this(null, null, null, null);
  }

  @Inject
  public OldRecords(
      JournalFolder folder, JournalFollower follower, FinishedMails mails, FaultPoint faults) {
    this.folder = folder;
    this.follower = follower;
    this.mails = mails;
    this.faults = faults;
  }

  @Override
  public List<String> oldJournalFiles(Instant before) {
    try {
      return removable().stream()
          .filter(file -> isOlder(file, before))
          .map(JournalFileName::toString)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("the journal folder cannot be read", e);
    }
  }

  @Override
  public int removeJournalFiles(List<String> names) {
    try {
      int removed = 0;
      for (JournalFileName file : removable()) {
        if (names.contains(file.toString()) && Files.deleteIfExists(path(file))) {
          removed++;
        }
      }
      return removed;
    } catch (IOException e) {
      throw new UncheckedIOException("a journal file cannot be removed", e);
    }
  }

  private List<JournalFileName> removable() throws IOException {
    List<JournalFileName> files = folder.files();
    Optional<JournalPosition> shown = follower.written();
    if (shown.isEmpty()) {
      return List.of(); // the database was not asked yet what it has
    }
    return files.subList(0, Math.max(0, files.size() - FILES_KEPT)).stream()
        .filter(file -> file.number() < shown.get().file())
        .toList();
  }

  private boolean isOlder(JournalFileName file, Instant before) {
    try {
      return Files.getLastModifiedTime(path(file)).toInstant().isBefore(before);
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException("a journal file cannot be read", e);
    }
  }

  private Path path(JournalFileName file) {
    return folder.path().resolve(file.toString());
  }

  @Override
  public List<QueueId> finishedMails(Instant before, Optional<QueueId> after, int max) {
    return mails.find(before, after, max);
  }

  @Override
  public int removeMails(List<QueueId> ids) {
    int removed = mails.remove(ids);
    faults.reached(FaultPoint.MAILS_REMOVED);
    return removed;
  }
}
