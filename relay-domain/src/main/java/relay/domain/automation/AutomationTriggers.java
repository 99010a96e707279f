package relay.domain.automation;

import jakarta.json.JsonValue;
import java.lang.System.Logger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import relay.domain.automation.AutomationLedger.Candidate;
import relay.domain.automation.ContactSearch.Found;
import relay.domain.automation.ContactSearch.Some;
import relay.domain.campaign.AutomationSettings;
import relay.domain.control.InvalidField;

/**
 * Looks for contacts that a list or a day lets into an automation, a page at a time. Where a look
 * has come is kept after its contacts are in, and who is found twice comes in once, so that a crash
 * between the two costs nothing. Thread-safe.
 */
public final class AutomationTriggers {
  /** Where a day begins first on earth. */
  private static final ZoneOffset FIRST = ZoneOffset.ofHours(14);

  /** Days that are made up for after a time in which nobody looked. */
  static final int DAYS_BACK = 3;

  private static final String DONE = "done";
  private static final Logger LOG = System.getLogger(AutomationTriggers.class.getName());
  private final AutomationLedger ledger;
  private final ContactSearch search;
  private final Supplier<AutomationSettings> settings;

  public AutomationTriggers(
      AutomationLedger ledger, ContactSearch search, Supplier<AutomationSettings> settings) {
    this.ledger = ledger;
    this.search = search;
    this.settings = settings;
  }

  /** Lets in the next page of those that its trigger means; whether there are more now. */
  boolean look(Automation automation, Instant now) {
    Trigger trigger = automation.plan().trigger();
    try {
      if (trigger instanceof Trigger.Joined joined) {
        return joined(automation, joined, now);
      }
      return trigger instanceof Trigger.Dated dated && dated(automation, dated, now);
    } catch (InvalidField e) {
      LOG.log(Logger.Level.WARNING, automation.key() + " lets nobody in: " + e.getMessage());
      return false;
    }
  }

  private boolean joined(Automation automation, Trigger.Joined joined, Instant now) {
    Optional<String> place = ledger.place(automation);
    Some some =
        search.joined(automation.tenant(), joined.list(), place, settings.get().batch(), now);
    enter(automation, some, Optional.empty(), now);
    if (!place.equals(Optional.of(some.place()))) {
      ledger.moveTo(automation, some.place());
    }
    return some.more();
  }

  private boolean dated(Automation automation, Trigger.Dated dated, Instant now) {
    LocalDate newest = now.atZone(FIRST).toLocalDate();
    LocalDate oldest = newest.minusDays(DAYS_BACK);
    String[] place = ledger.place(automation).orElse("").split(" ", 2);
    LocalDate day =
        place[0].isEmpty()
            ? now.atZone(automation.plan().zone()).toLocalDate()
            : LocalDate.parse(place[0]);
    String after = place.length > 1 ? place[1] : "";
    if (after.equals(DONE)) {
      day = day.plusDays(1);
      after = "";
    }
    if (day.isBefore(oldest)) {
      day = oldest;
      after = "";
    }
    if (day.isAfter(newest)) {
      return false;
    }
    Some some =
        search.dated(
            automation.tenant(),
            dated.attribute(),
            DatedDays.of(dated, day),
            after,
            settings.get().batch());
    enter(automation, some, Optional.of(day.atTime(dated.at())), now);
    ledger.moveTo(automation, day + " " + (some.more() ? some.place() : DONE));
    return some.more() || day.isBefore(newest);
  }

  /**
   * @param time of the contacts' own clocks when they are due; empty: now
   */
  private void enter(Automation automation, Some some, Optional<LocalDateTime> time, Instant now) {
    if (some.found().isEmpty()) {
      return;
    }
    List<Candidate> candidates =
        some.found().stream().map(found -> candidate(automation, found, time, now)).toList();
    ledger.enter(automation, insideMax(automation, settings.get()), candidates, now);
  }

  private static Candidate candidate(
      Automation automation, Found found, Optional<LocalDateTime> time, Instant now) {
    ZoneId zone = found.zone().orElse(automation.plan().zone());
    return new Candidate(
        found.contact(),
        time.map(t -> "day " + t.toLocalDate()).orElse(found.cause()),
        time.map(t -> t.atZone(zone).toInstant()).orElse(now),
        false,
        JsonValue.EMPTY_JSON_OBJECT);
  }

  /** Contacts inside at a time. */
  static int insideMax(Automation automation, AutomationSettings settings) {
    int own = automation.plan().limits().insideMax();
    return own > 0 ? Math.min(own, settings.insideMax()) : settings.insideMax();
  }
}
