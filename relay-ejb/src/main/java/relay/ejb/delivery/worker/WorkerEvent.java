package relay.ejb.delivery.worker;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import relay.domain.brake.Brake;
import relay.domain.delivery.AttemptJudge;
import relay.domain.delivery.BrakeJudge;
import relay.domain.delivery.Cause;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.journal.MailEvent;
import relay.domain.mail.DomainName;
import relay.domain.queue.QueuedMail;
import relay.domain.routing.Route;
import relay.domain.routing.TargetHealth;
import relay.domain.routing.TargetState;
import relay.domain.routing.TargetView;
import relay.domain.signing.Signatures;

/** The events that come from the work itself and not from a judgement. */
final class WorkerEvent {
  private WorkerEvent() {}

  /**
   * @param signatures null when the mail was signed before
   */
  static MailEvent attempted(QueuedMail mail, String hop, Signatures signatures, Instant now) {
    MailEvent event = AttemptJudge.attempted(mail, hop, now);
    if (signatures == null || signatures.isEmpty()) {
      return event;
    }
    Map<String, Object> details = new LinkedHashMap<>(event.details());
    details.put(EventField.SIGNED_BY, signers(signatures));
    return new MailEvent(
        event.type(),
        event.at(),
        event.mail(),
        event.part(),
        event.attempt(),
        event.recipient(),
        details);
  }

  static MailEvent split(
      QueuedMail mail, Passage passage, Optional<DomainName> returnTo, Instant now) {
    Map<String, Object> details = new LinkedHashMap<>();
    returnTo.ifPresent(domain -> details.put(EventField.RETURN_DOMAIN, domain.ascii()));
    details.put(EventField.HOP, String.join(", ", names(passage.routes())));
    details.put(EventField.PARTS, passage.parts(mail.envelope().recipients()));
    if (mail.entry().waits() > 0) {
      details.put(EventField.WAITS, (long) mail.entry().waits());
    }
    return event(EventType.SPLIT, mail, now, details);
  }

  /** Where the copies of a recorded split have their return paths. */
  static Optional<DomainName> returnDomain(MailEvent split) {
    return split.details().get(EventField.RETURN_DOMAIN) instanceof String name
        ? Optional.of(DomainName.of(name))
        : Optional.empty();
  }

  /**
   * @param answer of an operator, where the mail was held in doubt
   */
  static MailEvent released(QueuedMail mail, Optional<Brake> answer, Instant now) {
    if (mail.hold().isEmpty()) {
      return event(EventType.RELEASED, mail, now, Map.of());
    }
    // Of this part alone: the others may wait for reasons of their own.
    Map<String, Object> details = new LinkedHashMap<>();
    if (mail.hold().get().isInDoubt()) {
      details.put(EventField.REASON, Cause.IN_DOUBT.label());
      answer.ifPresent(brake -> details.putAll(BrakeJudge.details(mail, brake, now)));
    } else {
      details.put(EventField.BRAKE, mail.hold().get().brake());
    }
    details.put(
        EventField.RECIPIENTS,
        mail.envelope().recipients().stream().map(r -> r.address().toString()).toList());
    return event(EventType.RELEASED, mail, now, details);
  }

  /** A target of a route is down, or up again: of no mail. */
  static MailEvent changed(TargetHealth.Change change, Instant now) {
    TargetView target = change.after();
    String what =
        target.state() == TargetState.UP
            ? "target " + target.hop() + " is up again and has its mail back"
            : "target "
                + target.hop()
                + " is down, mail goes to those that stand in, if there are any: "
                + target.trouble();
    return alarm(target.hop(), what, now);
  }

  /** News about a next hop, of no mail. */
  static MailEvent alarm(String hop, String what, Instant now) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put(EventField.HOP, hop);
    details.put(EventField.REASON, what);
    return new MailEvent(EventType.ALARM, now, Optional.empty(), 0, 0, Optional.empty(), details);
  }

  private static MailEvent event(
      EventType type, QueuedMail mail, Instant now, Map<String, Object> details) {
    return new MailEvent(
        type,
        now,
        Optional.of(mail.entry().mail()),
        mail.entry().part(),
        mail.entry().attempts(),
        Optional.empty(),
        details);
  }

  /** Enough to see where it goes; a mail for thousands of domains has thousands of hops. */
  private static List<String> names(List<Route> routes) {
    return routes.stream().limit(100).map(r -> r.hop().name()).toList();
  }

  private static List<String> signers(Signatures signatures) {
    return signatures.keys().stream().map(k -> k.domain() + " " + k.selector()).toList();
  }
}
