package relay.domain.tracking;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.journal.MailEvent;
import relay.domain.journal.OwnerFields;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOwner;

/**
 * An open or click in the words of the journal: never the address or the program of the visitor,
 * and never what stands behind the question mark of a link, which may name a person.
 *
 * @param at of the visit
 * @param recipient empty where nobody is to know
 * @param link without query and fragment; empty text for an open
 * @param number of the link; 0 for an open
 * @param revised whether it was told as a person's before
 */
public record VisitEvent(
    boolean isClick,
    Instant at,
    MailOwner owner,
    Optional<TrackedRecipient> recipient,
    String link,
    int number,
    boolean isMachine,
    String why,
    boolean revised) {

  /** Of a visit. */
  public static VisitEvent of(Visit visit) {
    TrackedLink link = visit.link();
    return new VisitEvent(
        link.kind() == VisitKind.CLICK,
        visit.at(),
        link.owner(),
        link.recipient(),
        LinkName.withoutQuery(link.target()),
        link.number(),
        visit.verdict().isMachine(),
        visit.verdict().why(),
        visit.revised());
  }

  /** The line of the journal. */
  public MailEvent event() {
    Map<String, Object> details = new LinkedHashMap<>();
    OwnerFields.add(details, owner);
    if (isClick) {
      details.put(EventField.LINK, link);
      details.put(EventField.LINK_NUMBER, (long) number);
    }
    details.put(EventField.MACHINE, isMachine);
    if (!why.isEmpty()) {
      details.put(EventField.REASON, why);
    }
    if (revised) {
      details.put(EventField.REVISED, true);
    }
    return new MailEvent(
        isClick ? EventType.CLICKED : EventType.OPENED,
        at,
        recipient.map(TrackedRecipient::mail),
        0,
        0,
        recipient.map(TrackedRecipient::address),
        details);
  }

  /** Reads it from the journal; empty when the event is about something else. */
  public static Optional<VisitEvent> in(MailEvent event) {
    boolean isClick = event.type() == EventType.CLICKED;
    if (!isClick && event.type() != EventType.OPENED) {
      return Optional.empty();
    }
    Map<String, Object> details = event.details();
    return Optional.of(
        new VisitEvent(
            isClick,
            event.at(),
            OwnerFields.in(event, Lane.BULK),
            event.mail().flatMap(mail -> event.recipient().map(r -> new TrackedRecipient(mail, r))),
            details.get(EventField.LINK) instanceof String text ? text : "",
            details.get(EventField.LINK_NUMBER) instanceof Long n ? n.intValue() : 0,
            details.get(EventField.MACHINE) == Boolean.TRUE,
            details.get(EventField.REASON) instanceof String why ? why : "",
            details.get(EventField.REVISED) == Boolean.TRUE));
  }
}
