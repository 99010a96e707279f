package relay.domain.automation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import relay.domain.automation.AutomationLedger.Guest;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.journal.MailEvent;
import relay.domain.mail.EmailAddress;

/** What steps tell webhooks, as events of the journal, from where webhooks read. */
final class AutomationEvents {
  private AutomationEvents() {}

  /** The events of these walks; none for most. */
  static List<MailEvent> of(List<Walked> walked, List<Guest> guests) {
    Map<Long, EmailAddress> addresses = new HashMap<>();
    guests.forEach(g -> addresses.put(g.entry().id(), g.contact().fields().address()));
    List<MailEvent> events = new ArrayList<>();
    for (Walked each : walked) {
      for (Step step : each.tells()) {
        events.add(event(each, step, addresses.get(each.entry().id())));
      }
    }
    return events;
  }

  private static MailEvent event(Walked walked, Step step, EmailAddress address) {
    Entry entry = walked.entry();
    Map<String, Object> details = new LinkedHashMap<>();
    details.put(EventField.TENANT, entry.tenant());
    details.put(EventField.AUTOMATION, entry.automation());
    details.put(EventField.STEP, step.name());
    details.put(EventField.NOTE, ((Step.Tell) step.action()).note());
    details.put(EventField.ENTRY, entry.id());
    return new MailEvent(
        EventType.AUTOMATION_TOLD,
        walked.path().get(0).at(),
        Optional.empty(),
        0,
        0,
        Optional.of(address),
        details);
  }
}
