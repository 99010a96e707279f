package relay.domain.deadletter;

import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import relay.domain.audit.Actor;
import relay.domain.audit.AuditEvent;
import relay.domain.audit.AuditLog;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.journal.Journal;
import relay.domain.journal.MailEvent;
import relay.domain.journal.OwnerFields;
import relay.domain.mail.Recipient;
import relay.domain.view.MessageStory;
import relay.domain.view.MessageView;
import relay.domain.view.RecipientState;

/**
 * Where an operator works off dead letters. Whatever he does to one, and that he read its content,
 * is in the audit first; the audit names letter and mail, and no address. Thread-safe.
 */
public final class DeadLetterDesk {
  /** The cause in journal and view of what was ended here. */
  static final String DELETED = "dead-letter-deleted";

  private static final String REPLY = "451 4.4.7 The postmaster of this relay ended this mail";
  private static final String STATUS = "4.4.7";
  private final DeadLetterBox box;
  private final MessageView view;
  private final Journal journal;
  private final AuditLog audit;
  private final InstantSource clock;

  public DeadLetterDesk(
      DeadLetterBox box, MessageView view, Journal journal, AuditLog audit, InstantSource clock) {
    this.box = box;
    this.view = view;
    this.journal = journal;
    this.audit = audit;
    this.clock = clock;
  }

  /** A letter with its content. */
  public record Opened(DeadLetter letter, LetterContent content) {}

  /**
   * At most so many, queue by queue, oldest first; empty when the one after which they begin is not
   * there any more.
   */
  public Optional<List<DeadLetter>> list(Optional<String> after, int max) {
    return after.isEmpty() ? Optional.of(box.list(max)) : box.after(after.get(), max);
  }

  /** One with the beginning of its content; empty when there is no such letter. */
  public Optional<Opened> open(String id, int octetsMax, Actor by) {
    Optional<DeadLetter> letter = box.find(id);
    if (letter.isEmpty()) {
      return Optional.empty();
    }
    note("dead-letter-read", letter.get(), "", by);
    return box.content(id, octetsMax).map(content -> new Opened(letter.get(), content));
  }

  /**
   * Gives one back to the queue it belongs to.
   *
   * @param evenTwice also when somebody may get the mail a second time
   */
  public DeadLetterAnswer replay(String id, boolean evenTwice, Actor by) {
    Optional<DeadLetter> found = box.find(id);
    if (found.isEmpty()) {
      return new DeadLetterAnswer.Unknown();
    }
    DeadLetter letter = found.get();
    Optional<String> home = letter.home();
    if (home.isEmpty()) {
      return new DeadLetterAnswer.Refused(
          "nobody wrote down which queue it came from, and it is no mail; look at it and delete it");
    }
    Optional<String> objection = evenTwice ? Optional.empty() : objection(letter);
    if (objection.isPresent()) {
      return new DeadLetterAnswer.Refused(
          objection.get()
              + "; delete it, or give it back with even-twice=true if a second copy does less harm"
              + " than none");
    }
    note("dead-letter-replay", letter, home.get(), by);
    return box.giveBack(letter, home.get())
        ? new DeadLetterAnswer.Done(letter, home.get())
        : new DeadLetterAnswer.Unknown();
  }

  private Optional<String> objection(DeadLetter letter) {
    return letter.mail().flatMap(mail -> ReplayRule.objection(mail, story(mail)));
  }

  private Optional<MessageStory> story(DeadMail mail) {
    return view.story(mail.entry().mail());
  }

  /**
   * Ends one. Recipients of a mail that have no end on record get it here, before the letter goes:
   * nothing that was accepted ends in silence. Their sender gets no report.
   */
  public DeadLetterAnswer delete(String id, Actor by) {
    Optional<DeadLetter> found = box.find(id);
    if (found.isEmpty()) {
      return new DeadLetterAnswer.Unknown();
    }
    DeadLetter letter = found.get();
    List<MailEvent> ends =
        letter.mail().filter(m -> !m.isFeedback()).map(this::ends).orElse(List.of());
    note("dead-letter-delete", letter, "", by);
    if (!ends.isEmpty()) {
      journal.writeDurably(ends);
    }
    return box.remove(letter)
        ? new DeadLetterAnswer.Done(letter, "")
        : new DeadLetterAnswer.Unknown();
  }

  private List<MailEvent> ends(DeadMail mail) {
    Optional<MessageStory> story = story(mail);
    Instant now = clock.instant();
    return mail.envelope().recipients().stream()
        .filter(recipient -> isOpen(recipient, story))
        .map(recipient -> end(mail, recipient, now))
        .toList();
  }

  private static boolean isOpen(Recipient recipient, Optional<MessageStory> story) {
    String address = recipient.address().toString();
    return story.stream()
        .flatMap(s -> s.message().recipients().stream())
        .filter(row -> row.address().equalsIgnoreCase(address))
        .map(row -> row.standing().state())
        .allMatch(RecipientState::isOpen);
  }

  private static MailEvent end(DeadMail mail, Recipient recipient, Instant now) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put(EventField.SENDER, mail.envelope().sender().toString());
    details.put(EventField.LANE, mail.lane().label());
    OwnerFields.addForeign(details, mail.owner());
    details.put(EventField.HOP, mail.hop().orElse(""));
    if (mail.entry().waits() > 0) {
      details.put(EventField.WAITS, (long) mail.entry().waits());
    }
    details.put(EventField.REASON, DELETED);
    details.put(EventField.REPLY, REPLY);
    details.put(EventField.LOCAL_REPLY, true);
    details.put(EventField.STATUS, STATUS);
    return new MailEvent(
        EventType.EXPIRED,
        now,
        Optional.of(mail.entry().mail()),
        mail.entry().part(),
        mail.entry().attempts(),
        Optional.of(recipient.address()),
        details);
  }

  private void note(String action, DeadLetter letter, String after, Actor by) {
    String what =
        letter.queue()
            + letter.mail().map(mail -> ", mail " + mail.entry()).orElse("")
            + letter.cameFrom().map(from -> ", from " + from).orElse("");
    audit.record(
        new AuditEvent(clock.instant(), by, action, "", "dead-letter " + letter.id(), what, after));
  }
}
