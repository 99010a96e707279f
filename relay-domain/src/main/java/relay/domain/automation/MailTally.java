package relay.domain.automation;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import relay.domain.campaign.LedgerNote;
import relay.domain.campaign.MailFate;
import relay.domain.campaign.care.GuardFigures;
import relay.domain.control.ControlState;
import relay.domain.journal.EventType;
import relay.domain.journal.MailEvent;
import relay.domain.journal.OwnerFields;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOwner;

/**
 * Adds up what became of the mails of automations, for their guards. For one thread.
 *
 * <p>What came back is counted from when an automation last became active: whoever resumes it knows
 * of what was before.
 */
public final class MailTally {
  /** The events that count. */
  public static final Set<EventType> TYPES = LedgerNote.TYPES;

  private static final GuardFigures DELIVERED = new GuardFigures(1, 0, 0, 0, 0, 0);
  private static final GuardFigures REFUSED = new GuardFigures(0, 1, 0, 0, 0, 0);
  private static final GuardFigures EXPIRED = new GuardFigures(0, 0, 1, 0, 0, 0);
  private static final GuardFigures COMPLAINED = new GuardFigures(0, 0, 0, 0, 1, 0);
  private static final GuardFigures LEFT = new GuardFigures(0, 0, 0, 0, 0, 1);

  /** It was delivered before, and counted as that. */
  private static final GuardFigures REFUSED_LATER = new GuardFigures(-1, 1, 0, 0, 0, 0);

  private final ControlState state;
  private final Map<Key, GuardFigures> figures = new LinkedHashMap<>();

  /**
   * What is added up together.
   *
   * @param since when the automation became active, to the millisecond
   * @param day on which it came back, in UTC
   */
  public record Key(String tenant, String automation, Instant since, LocalDate day) {}

  public MailTally(ControlState state) {
    this.state = state;
  }

  /** Counts an event that is about a mail of an automation that is active. */
  public void add(MailEvent event) {
    MailOwner owner = OwnerFields.in(event, Lane.BULK);
    if (!owner.campaign().startsWith(Automation.MAILING_PREFIX)
        || event.mail().filter(AutomationMailId::isOne).isEmpty()) {
      return;
    }
    String id = owner.campaign().substring(Automation.MAILING_PREFIX.length());
    Optional<Instant> since =
        state
            .find(AutomationKind.AUTOMATION, owner.tenant(), id)
            .filter(Automation::isActive)
            .flatMap(MailTally::since)
            .filter(at -> !event.at().isBefore(at));
    Optional<GuardFigures> one = LedgerNote.of(event).flatMap(note -> figures(event, note));
    if (since.isPresent() && one.isPresent()) {
      LocalDate day = event.at().atZone(ZoneOffset.UTC).toLocalDate();
      figures.merge(new Key(owner.tenant(), id, since.get(), day), one.get(), GuardFigures::plus);
    }
  }

  /** Since when its mails are judged; empty for one that never was started. */
  public static Optional<Instant> since(Automation automation) {
    return automation.run().since().map(at -> at.truncatedTo(ChronoUnit.MILLIS));
  }

  /** All that was added. */
  public Map<Key, GuardFigures> all() {
    return figures;
  }

  private static Optional<GuardFigures> figures(MailEvent event, LedgerNote note) {
    if (note.complains() || note.leaves()) {
      return Optional.of(note.complains() ? COMPLAINED : LEFT);
    }
    MailFate fate = note.fate().orElseThrow();
    return switch (fate) {
      case DELIVERED -> Optional.of(DELIVERED);
      case EXPIRED -> Optional.of(EXPIRED);
      case BOUNCED -> Optional.of(event.type() == EventType.BOUNCED ? REFUSED : REFUSED_LATER);
      default -> Optional.empty();
    };
  }
}
