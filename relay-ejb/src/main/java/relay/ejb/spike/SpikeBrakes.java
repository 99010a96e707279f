package relay.ejb.spike;

import java.lang.System.Logger;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import relay.domain.audit.Actor;
import relay.domain.brake.Brake;
import relay.domain.brake.BrakeDesk;
import relay.domain.brake.BrakeKind;
import relay.domain.brake.BrakeOrder;
import relay.domain.brake.BrakeScope;
import relay.domain.brake.BrakesUnavailable;
import relay.domain.brake.DomainPattern;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.journal.Journal;
import relay.domain.journal.MailEvent;
import relay.domain.mail.Lane;
import relay.domain.spike.Level;
import relay.domain.spike.SpikeBook;
import relay.domain.spike.SpikeEvidence;
import relay.domain.spike.SpikeStep;
import relay.domain.spike.StreamPlace;
import relay.domain.suppression.SpikeRules.Mode;
import relay.domain.suppression.SuppressionRules;
import relay.domain.tenancy.CurrentTenancy;
import relay.domain.tenancy.Stream;

/** Slows, suspends and frees streams by brakes, in the name of the relay, and tells of it. */
final class SpikeBrakes {
  private static final Logger LOG = System.getLogger(SpikeBrakes.class.getName());
  private static final int REASON_CHARS_MAX = 500;
  private final BrakeDesk desk;
  private final Journal journal;
  private final SuppressionRules rules;
  private final CurrentTenancy tenancy;
  private final Actor relay;

  SpikeBrakes(
      BrakeDesk desk,
      Journal journal,
      SuppressionRules rules,
      CurrentTenancy tenancy,
      String node) {
    this.desk = desk;
    this.journal = journal;
    this.rules = rules;
    this.tenancy = tenancy;
    this.relay = Actor.system(node);
  }

  /** Somebody may have ended what the relay began; whether anybody did. */
  boolean noticeLifted(SpikeBook book, Instant now) {
    boolean any = false;
    for (Map.Entry<StreamPlace, String> each : book.brakes().entrySet()) {
      Optional<Brake.Lift> lift = desk.find(each.getValue()).flatMap(Brake::lifted);
      if (lift.isPresent()) {
        tell(book.lifted(each.getKey(), lift.get().by(), now), now);
        any = true;
      }
    }
    return any;
  }

  /** Does what a step says; when that cannot be done now it comes again. */
  void carryOut(SpikeStep step, SpikeBook book, Instant now) {
    try {
      if (step.level() != Level.FREE && brakes(step.place())) {
        book.braked(step.place(), brake(step).id());
      }
      step.before().ifPresent(id -> desk.lift(id, relay));
    } catch (BrakesUnavailable e) {
      LOG.log(Logger.Level.WARNING, step.place() + " cannot be braked now; trying again", e);
      book.undo(step.place());
      return;
    }
    tell(step, now);
  }

  private boolean brakes(StreamPlace place) {
    Mode mode = rules.of(place.tenant(), place.stream()).spikes().mode();
    return mode == Mode.ALL || mode == Mode.BULK && lane(place) == Lane.BULK;
  }

  private Lane lane(StreamPlace place) {
    return tenancy.get().stream(place.tenant(), place.stream())
        .map(Stream::lane)
        .orElse(Lane.TRANSACTIONAL);
  }

  /** One that another node, or this one before it was killed, has set is as good. */
  private Brake brake(SpikeStep step) {
    boolean slows = step.level() == Level.SLOWED;
    BrakeKind kind = slows ? BrakeKind.SLOW : BrakeKind.SUSPEND;
    BrakeScope scope = scope(step.place());
    for (Brake brake : desk.list(false)) {
      boolean isOurs = brake.author().equals(relay.name()) && brake.kind() == kind;
      boolean isReplaced = step.before().filter(brake.id()::equals).isPresent();
      if (isOurs && !isReplaced && brake.scope().equals(scope)) {
        return brake;
      }
    }
    String reason = "spike: " + step.why() + samples(step);
    return desk.set(
        new BrakeOrder(
            kind,
            scope,
            reason.substring(0, Math.min(reason.length(), REASON_CHARS_MAX)),
            Optional.of(step.until()),
            Optional.empty(),
            slows ? Optional.of(step.perMinute()) : Optional.empty()),
        relay);
  }

  private static String samples(SpikeStep step) {
    List<String> samples = step.evidence().map(SpikeEvidence::samples).orElse(List.of());
    return samples.isEmpty() ? "" : "; such as: " + String.join(" / ", samples);
  }

  private static BrakeScope scope(StreamPlace place) {
    return new BrakeScope(
        Optional.of(place.tenant()),
        Optional.of(place.stream()),
        Optional.empty(),
        Optional.empty(),
        place.domain().map(DomainPattern::new),
        place.provider(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private void tell(SpikeStep step, Instant now) {
    LOG.log(
        step.level() == Level.FREE ? Logger.Level.INFO : Logger.Level.WARNING,
        step.place() + ": " + type(step) + ": " + step.why());
    Map<String, Object> details = new LinkedHashMap<>();
    details.put(EventField.TENANT, step.place().tenant());
    details.put(EventField.STREAM, step.place().stream());
    step.place().provider().ifPresent(p -> details.put(EventField.PROVIDER, p));
    step.place().domain().ifPresent(d -> details.put(EventField.DOMAIN, d));
    details.put(EventField.REASON, step.why());
    step.evidence()
        .ifPresent(
            evidence -> {
              details.put(EventField.FAILED, evidence.failed());
              details.put(EventField.COUNTED, evidence.counted());
              details.put(EventField.SAMPLES, evidence.samples());
            });
    if (step.level() != Level.FREE) {
      details.put(EventField.EXPIRES, step.until().toString());
    }
    journal.write(
        List.of(new MailEvent(type(step), now, Optional.empty(), 0, 0, Optional.empty(), details)));
  }

  private static EventType type(SpikeStep step) {
    return switch (step.level()) {
      case SLOWED -> EventType.STREAM_SLOWED;
      case SUSPENDED -> EventType.STREAM_SUSPENDED;
      case FREE -> EventType.STREAM_RESUMED;
    };
  }
}
