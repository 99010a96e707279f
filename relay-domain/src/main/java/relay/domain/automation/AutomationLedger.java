package relay.domain.automation;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import relay.domain.campaign.care.GuardFigures;
import relay.domain.contacts.Contact;

/**
 * Who is inside which automation and where (port). What has returned is on disk. Entries go with
 * their contacts: of a contact that was removed or erased there is nothing left here. Every method
 * throws {@link relay.domain.view.ViewUnavailable} while the database cannot be used; then it may
 * be repeated. Thread-safe.
 */
public interface AutomationLedger {

  /**
   * Somebody who may come in.
   *
   * @param cause by what: the same cause lets a contact into an automation once
   * @param dueAt when its first step is due
   * @param watched whether it waits outside until then, and does not come in when it opens the mail
   *     before
   * @param data what the event told; empty for none
   */
  record Candidate(String contact, String cause, Instant dueAt, boolean watched, JsonObject data) {}

  /** An entry with its contact as it is now. */
  record Guest(Entry entry, Contact contact) {}

  /** An entry as people see it. */
  record Story(
      long id,
      Instant enteredAt,
      Optional<Instant> endedAt,
      String state,
      Optional<Instant> dueAt,
      String next,
      List<Footprint> path) {}

  /**
   * An entry with the automation that it is in, which may be gone.
   *
   * @param data what the event told; empty for none
   */
  record Visit(String automation, Story story, JsonObject data) {}

  /**
   * How many.
   *
   * @param ended by why
   * @param steps by name of the step and what became of it there
   */
  record Counts(long inside, long watched, Map<String, Long> ended, Map<String, Long> steps) {}

  /**
   * Lets contacts in, in their order, each by the limits of the automation.
   *
   * @param insideMax contacts inside at a time
   * @return the verdict on each; a contact that is gone is {@link EntryLimits.Verdict#KNOWN}
   */
  List<EntryLimits.Verdict> enter(
      Automation automation, int insideMax, List<Candidate> candidates, Instant now);

  /**
   * Takes on entries that are due, of automations that are active, for a time: those of this node
   * from before, those of nobody, and those of others whose time is up and of whom no mail is under
   * way.
   */
  List<Guest> claim(List<Automation> active, String node, int most, Duration lease, Instant now);

  /** How far entries came; each is free again unless it sends. In one transaction. */
  void note(List<Walked> walked, Instant now);

  /** Takes those off who are watched for this mail: they have opened it. */
  void opened(Automation automation, String contact, Instant now);

  /** Ends all entries of automations that ended; how many those were. */
  long end(Automation automation, Instant now);

  /** All entries of a contact, newest first. */
  List<Story> stories(Automation automation, String contact);

  /** All entries of a contact into any automation, newest first. */
  List<Visit> visits(Contact contact);

  Counts counts(Automation automation);

  /** What came back of its mails since it last became active, from a day on (UTC). */
  GuardFigures figures(Automation automation, LocalDate from);

  /** How far a look for what sets the automation off has come; empty before the first. */
  Optional<String> place(Automation automation);

  void moveTo(Automation automation, String place);
}
