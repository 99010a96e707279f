package relay.ejb.retention;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import relay.domain.journal.EventField;
import relay.domain.journal.JournalFileName;
import relay.domain.journal.MailEvent;
import relay.domain.mail.MailOwner;
import relay.domain.mail.QueueId;
import relay.domain.retention.RetentionRules;
import relay.domain.retention.StreamName;
import relay.ejb.journal.JournalFolder;
import relay.ejb.journal.JournalRewrite;
import relay.ejb.view.FinishedMails;

/**
 * Lines of streams whose records are kept for a shorter time than the journal files. Whose a line
 * is tells the line, else the RECEIVED line of the mail in the same file, else the message view;
 * where nobody knows, the line stays for as long as the file. Thread-safe.
 */
final class OldLines {
  private static final StreamName UNKNOWN = new StreamName("", "");
  private final JournalFolder folder;
  private final JournalRewrite rewrite;
  private final FinishedMails mails;
  private final RetentionRules rules;

  OldLines(
      JournalFolder folder, JournalRewrite rewrite, FinishedMails mails, RetentionRules rules) {
    this.folder = folder;
    this.rewrite = rewrite;
    this.mails = mails;
    this.rules = rules;
  }

  /** Whether the newest line of the file is too old for a stream that was not cut out yet. */
  boolean isDue(JournalFileName file, Instant now) throws IOException {
    return !due(file, now).isEmpty();
  }

  /** How many lines were taken out. */
  int remove(JournalFileName file, Instant now) throws IOException {
    Set<StreamName> due = due(file, now);
    if (due.isEmpty()) {
      return 0;
    }
    Map<QueueId, StreamName> owners = owners(file);
    Set<QueueId> unknown = new HashSet<>();
    owners.forEach(
        (mail, stream) -> {
          if (stream.equals(UNKNOWN) || due.contains(stream)) {
            unknown.add(mail);
          }
        });
    Map<QueueId, FinishedMails.Standing> standing = mails.standing(unknown);
    standing.forEach((mail, found) -> owners.put(mail, found.stream()));
    boolean open = false;
    Set<QueueId> going = new HashSet<>();
    for (var entry : owners.entrySet()) {
      if (due.contains(entry.getValue())) {
        boolean isOpen =
            standing.containsKey(entry.getKey()) && standing.get(entry.getKey()).isOpen();
        open |= isOpen;
        if (!isOpen) {
          going.add(entry.getKey());
        }
      }
    }
    int removed = going.isEmpty() ? 0 : cut(file, going);
    if (!open) {
      new CutMark(folder.path(), file).add(due);
    }
    return removed;
  }

  private int cut(JournalFileName file, Set<QueueId> going) throws IOException {
    return rewrite.rewrite(
        file,
        event ->
            event.event().mail().filter(going::contains).isPresent()
                ? Optional.empty()
                : Optional.of(event.line()));
  }

  private Set<StreamName> due(JournalFileName file, Instant now) throws IOException {
    Instant newest;
    try {
      newest = Files.getLastModifiedTime(folder.path().resolve(file.toString())).toInstant();
    } catch (NoSuchFileException e) {
      return Set.of();
    }
    Set<StreamName> due = new HashSet<>();
    for (Map.Entry<StreamName, Duration> rule : rules.shorterThanJournal().entrySet()) {
      if (newest.isBefore(now.minus(rule.getValue()))) {
        due.add(rule.getKey());
      }
    }
    return due.isEmpty() ? due : new CutMark(folder.path(), file).unmarked(due);
  }

  /** Each mail of the file, with whose it is as far as the file tells. */
  private Map<QueueId, StreamName> owners(JournalFileName file) throws IOException {
    Map<QueueId, StreamName> owners = new HashMap<>();
    rewrite.read(
        file,
        recorded -> {
          MailEvent event = recorded.event();
          event.mail().ifPresent(mail -> owners.merge(mail, stream(event), OldLines::known));
        });
    return owners;
  }

  private static StreamName known(StreamName one, StreamName other) {
    return one.equals(UNKNOWN) ? other : one;
  }

  private static StreamName stream(MailEvent event) {
    return event.details().get(EventField.STREAM) instanceof String stream
        ? new StreamName(
            event.details().get(EventField.TENANT) instanceof String tenant
                ? tenant
                : MailOwner.DEFAULT_TENANT,
            stream)
        : UNKNOWN;
  }
}
