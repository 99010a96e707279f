package relay.domain.automation;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import relay.domain.control.InvalidField;

/**
 * Walks entries from step to step until one has to wait, sends a mail or leaves. What it asks and
 * changes it asks and changes at the port; the rest is pure. Steps lead forward, so a walk ends.
 * For one thread.
 */
final class StepWalk {
  private final Ground ground;
  private final SendGate gate;

  /** What a walk asks of a contact and changes of it (port). */
  interface Ground {
    /**
     * Whether the condition holds of the contact now.
     *
     * @throws InvalidField when it asks for what is not declared any more
     */
    boolean holds(String tenant, String contact, JsonObject condition);

    /**
     * Carries out a set or tag step; done twice it is the same.
     *
     * @throws InvalidField when the attribute is no more what it was
     */
    void change(String tenant, String contact, Step.Action step);
  }

  StepWalk(Ground ground, SendGate gate) {
    this.ground = ground;
    this.gate = gate;
  }

  /**
   * Goes on from the entry's step, which is due.
   *
   * @param automation that it is in, as it is now
   * @param zone of the contact, where one is known
   */
  Walked walk(Entry entry, Automation automation, Optional<ZoneId> zone, Instant now) {
    var way = new Way(entry, automation, zone, now);
    while (way.isOpen()) {
      way.step();
    }
    return way.walked();
  }

  /** When the clock of a zone shows a time of day next; now when it does. */
  static Instant next(LocalTime time, ZoneId zone, Instant now) {
    ZonedDateTime here = now.atZone(zone);
    // a time that a summer time leaves out is moved by java.time to one that there is
    Instant today = here.toLocalDate().atTime(time).atZone(zone).toInstant();
    return today.isBefore(now)
        ? here.toLocalDate().plusDays(1).atTime(time).atZone(zone).toInstant()
        : today;
  }

  private final class Way {
    private final Automation automation;
    private final Optional<ZoneId> zone;
    private final Instant now;
    private final List<Footprint> path = new ArrayList<>();
    private final List<Step> tells = new ArrayList<>();
    private Entry entry;
    private Instant dueAt;
    private boolean rests;
    private Optional<EntryEnd> end = Optional.empty();

    Way(Entry entry, Automation automation, Optional<ZoneId> zone, Instant now) {
      this.entry = entry;
      this.automation = automation;
      this.zone = zone;
      this.now = now;
      this.dueAt = now;
    }

    boolean isOpen() {
      return !rests && end.isEmpty();
    }

    Walked walked() {
      return new Walked(entry, dueAt, end, path, tells);
    }

    void step() {
      if (entry.place() >= entry.steps().size()) {
        end = Optional.of(EntryEnd.FINISHED);
        return;
      }
      Step step = entry.steps().get(entry.place());
      try {
        act(step);
      } catch (InvalidField e) {
        mark(step, "broken", e.field() + " " + e.rule());
        end = Optional.of(EntryEnd.BROKEN);
      }
    }

    private void act(Step step) {
      Step.Action action = step.action();
      if (action instanceof Step.Wait wait) {
        rest(step, now.plus(wait.time()));
      } else if (action instanceof Step.Until until) {
        rest(step, next(until.time(), zone.orElse(automation.plan().zone()), now));
      } else if (action instanceof Step.Send) {
        send(step);
      } else if (action instanceof Step.If test) {
        fork(step, test);
      } else if (action instanceof Step.Tell) {
        tells.add(step);
        mark(step, "told", "");
        forward();
      } else if (action instanceof Step.Exit) {
        mark(step, "exit", "");
        end = Optional.of(EntryEnd.EXIT);
      } else {
        ground.change(entry.tenant(), entry.contact(), action);
        mark(step, "changed", "");
        forward();
      }
    }

    /** What waits here was in no lane yet, so any node may go on with it later. */
    private void send(Step step) {
      Optional<SendGate.Hold> hold = gate.hold(automation, zone, now);
      hold.ifPresent(
          held -> {
            mark(step, "put-off", held.why());
            dueAt = held.until();
          });
      entry = entry.at(entry.place(), hold.isEmpty());
      rests = true;
    }

    private void fork(Step step, Step.If test) {
      boolean holds = ground.holds(entry.tenant(), entry.contact(), test.condition());
      mark(step, holds ? "yes" : "no", "");
      if (holds) {
        forward();
      } else if (test.otherwise().isPresent()) {
        String name = test.otherwise().get();
        int place = entry.steps().stream().map(Step::name).toList().indexOf(name);
        entry = entry.at(place, false);
      } else {
        end = Optional.of(EntryEnd.EXIT);
      }
    }

    private void rest(Step step, Instant until) {
      mark(step, "waits", until.toString());
      forward();
      dueAt = until;
      rests = true;
    }

    private void forward() {
      entry = entry.at(entry.place() + 1, false);
    }

    private void mark(Step step, String what, String detail) {
      path.add(new Footprint(entry.place(), step.name(), now, what, detail));
    }
  }
}
