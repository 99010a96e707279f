package relay.domain.automation;

import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import relay.domain.automation.AutomationLedger.Candidate;
import relay.domain.contacts.Contact;
import relay.domain.contacts.ContactDesk;
import relay.domain.journal.EventType;
import relay.domain.journal.MailEvent;
import relay.domain.journal.OwnerFields;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOwner;
import relay.domain.tracking.VisitEvent;

/**
 * What contacts did with mails of campaigns lets them into automations: only what people did
 * counts, not what machines did. Told twice it counts once. Thread-safe.
 */
public final class MailReactions {
  /** The events that can be one. */
  public static final Set<EventType> TYPES =
      Set.of(EventType.DELIVERED, EventType.OPENED, EventType.CLICKED);

  private final AutomationDesk desk;
  private final ContactDesk contacts;

  public MailReactions(AutomationDesk desk, ContactDesk contacts) {
    this.desk = desk;
    this.contacts = contacts;
  }

  /** Notes one event of the journal. */
  public void note(MailEvent event) {
    MailOwner owner = OwnerFields.in(event, Lane.BULK);
    if (owner.campaign().isEmpty() || event.mail().isEmpty() || event.recipient().isEmpty()) {
      return;
    }
    List<Automation> waiting = desk.waitingFor(owner.tenant(), owner.campaign());
    Optional<VisitEvent> visit = VisitEvent.in(event).filter(v -> !v.isMachine());
    if (waiting.isEmpty() || event.type() != EventType.DELIVERED && visit.isEmpty()) {
      return;
    }
    Optional<Contact> contact = contact(owner.tenant(), event.recipient().get());
    if (contact.isPresent()) {
      waiting.forEach(each -> note(each, contact.get().id(), event, visit));
    }
  }

  private void note(
      Automation automation, String contact, MailEvent event, Optional<VisitEvent> visit) {
    String cause = "mail " + event.mail().orElseThrow();
    Trigger trigger = automation.plan().trigger();
    if (trigger instanceof Trigger.NotOpened not) {
      if (visit.isPresent()) {
        desk.opened(automation, contact, event.at());
      } else {
        var due = event.at().plus(Duration.ofDays(not.days()));
        desk.enter(
            automation,
            new Candidate(contact, cause, due, true, JsonValue.EMPTY_JSON_OBJECT),
            event.at());
      }
    } else if (visit.filter(v -> isMeant((Trigger.Reacted) trigger, v)).isPresent()) {
      desk.enter(
          automation,
          new Candidate(contact, cause, event.at(), false, JsonValue.EMPTY_JSON_OBJECT),
          event.at());
    }
  }

  private static boolean isMeant(Trigger.Reacted asked, VisitEvent visit) {
    boolean fits = visit.isClick() || !asked.clicked();
    return fits && asked.link().map(visit.link()::equals).orElse(true);
  }

  private Optional<Contact> contact(String tenant, EmailAddress address) {
    return contacts.of(address).stream().filter(c -> c.tenant().equals(tenant)).findFirst();
  }
}
