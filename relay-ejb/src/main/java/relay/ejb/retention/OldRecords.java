package relay.ejb.retention;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import relay.domain.deadletter.DeadLetterBox;
import relay.domain.fault.FaultPoint;
import relay.domain.journal.JournalFileName;
import relay.domain.journal.JournalPosition;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOwner;
import relay.domain.mail.QueueId;
import relay.domain.retention.OldMail;
import relay.domain.retention.Retention;
import relay.domain.retention.RetentionRules;
import relay.domain.sandbox.Sandbox;
import relay.domain.sandbox.SandboxMail;
import relay.ejb.journal.Followers;
import relay.ejb.journal.JournalFolder;
import relay.ejb.journal.JournalRewrite;
import relay.ejb.view.FinishedMails;

/** Old files and lines of the journal, old rows of the message view, old contents. */
@ApplicationScoped
public class OldRecords implements Retention {
  // A start reads the newest files to learn which attempts were under way.
  static final int FILES_KEPT = 3;
  private final JournalFolder folder;
  private final Followers followers;
  private final FinishedMails mails;
  private final OldLines lines;
  private final Sandbox sandbox;
  private final OldLetters letters;
  private final RetentionRules rules;
  private final FaultPoint faults;

  /** For the container's proxy. */
  protected OldRecords() {
    this(null, null, null, null, null, null, null, null);
  }

  @Inject
  public OldRecords(
      JournalFolder folder,
      JournalRewrite rewrite,
      Followers followers,
      FinishedMails mails,
      Sandbox sandbox,
      DeadLetterBox letters,
      RetentionRules rules,
      FaultPoint faults) {
    this.folder = folder;
    this.followers = followers;
    this.mails = mails;
    this.lines = new OldLines(folder, rewrite, mails, rules);
    this.sandbox = sandbox;
    this.letters = new OldLetters(letters);
    this.rules = rules;
    this.faults = faults;
  }

  @Override
  public List<String> oldJournalFiles(Instant before) {
    return names(file -> isOlder(file, before));
  }

  @Override
  public int removeJournalFiles(List<String> names) {
    return sum(
        names,
        file -> {
          new CutMark(folder.path(), file).remove();
          return Files.deleteIfExists(path(file)) ? 1 : 0;
        });
  }

  @Override
  public List<String> filesWithOldLines(Instant now) {
    return names(file -> lines.isDue(file, now));
  }

  @Override
  public int removeLines(List<String> names, Instant now) {
    return sum(names, file -> lines.remove(file, now));
  }

  /** Something asked about a journal file, or done to it. */
  private interface OnFile<T> {
    T of(JournalFileName file) throws IOException;
  }

  private List<String> names(OnFile<Boolean> which) {
    try {
      List<String> names = new ArrayList<>();
      for (JournalFileName file : removable()) {
        if (which.of(file)) {
          names.add(file.toString());
        }
      }
      return names;
    } catch (IOException e) {
      throw new UncheckedIOException("the journal folder cannot be read", e);
    }
  }

  private int sum(List<String> names, OnFile<Integer> work) {
    try {
      int sum = 0;
      for (JournalFileName file : removable()) {
        sum += names.contains(file.toString()) ? work.of(file) : 0;
      }
      return sum;
    } catch (IOException e) {
      throw new UncheckedIOException("a journal file cannot be removed or written anew", e);
    }
  }

  private List<JournalFileName> removable() throws IOException {
    List<JournalFileName> files = folder.files();
    Optional<JournalPosition> read = followers.allHaveRead();
    if (read.isEmpty()) {
      return List.of(); // somebody does not know yet what it has
    }
    return files.subList(0, Math.max(0, files.size() - FILES_KEPT)).stream()
        .filter(file -> file.number() < read.get().file())
        .toList();
  }

  private boolean isOlder(JournalFileName file, Instant before) throws IOException {
    try {
      return Files.getLastModifiedTime(path(file)).toInstant().isBefore(before);
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private Path path(JournalFileName file) {
    return folder.path().resolve(file.toString());
  }

  @Override
  public List<OldMail> oldMail(Instant now) {
    return rules.oldMail(now);
  }

  @Override
  public List<QueueId> finishedMails(OldMail old, Optional<QueueId> after, int max) {
    return mails.find(old, after, max);
  }

  @Override
  public int removeMails(List<QueueId> ids) {
    int removed = mails.remove(ids);
    faults.reached(FaultPoint.MAILS_REMOVED);
    return removed;
  }

  @Override
  public List<String> oldContents(Instant now) {
    Stream<String> mails =
        sandbox.newest(Integer.MAX_VALUE).stream()
            .filter(mail -> mail.receivedAt().isBefore(now.minus(rules.contents(mail.owner()))))
            .map(SandboxMail::id);
    Duration usual = rules.contents(MailOwner.of(Lane.TRANSACTIONAL));
    return Stream.concat(mails, letters.diedBefore(now.minus(usual))).toList();
  }

  @Override
  public int removeContents(List<String> ids) {
    return sandbox.remove(ids) + letters.remove(ids);
  }
}
