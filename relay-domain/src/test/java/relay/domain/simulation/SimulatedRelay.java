package relay.domain.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import relay.domain.bounce.BounceComposer;
import relay.domain.bounce.Conclusion;
import relay.domain.bounce.ReportSettings;
import relay.domain.delivery.Attempt;
import relay.domain.delivery.AttemptJudge;
import relay.domain.delivery.Judgement;
import relay.domain.delivery.RetryRules;
import relay.domain.delivery.RetrySchedule;
import relay.domain.delivery.RetrySettings;
import relay.domain.feedback.reply.TenantReplyRules;
import relay.domain.journal.AttemptLedger.Standing;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.journal.MailEvent;
import relay.domain.mail.Lane;
import relay.domain.mail.Recipient;
import relay.domain.queue.QueuedMail;
import relay.domain.routing.NextHop;
import relay.domain.routing.Route;
import relay.domain.routing.Router;
import relay.domain.routing.RoutingSettings;
import relay.domain.routing.StreamRoutes;
import relay.domain.settings.Settings;
import relay.domain.simulation.SimulatedNetwork.Course;
import relay.domain.tenancy.Tenancy;
import relay.domain.traffic.Decision;
import relay.domain.traffic.Permit;
import relay.domain.traffic.Reach;
import relay.domain.traffic.TrafficControl;
import relay.domain.traffic.TrafficSettings;

/**
 * The relay's way of working with each entry, in the same order of steps as the real workers, with
 * the real rules; it can die between any two steps.
 */
final class SimulatedRelay {
  private static final Map<Lane, Integer> WORKERS =
      Map.of(Lane.OTP, 4, Lane.TRANSACTIONAL, 10, Lane.BULK, 10);
  private final VirtualClock clock;
  private final RandomGenerator dice;
  private final SimulatedJournal journal;
  private final SimulatedNetwork network;
  private final Consumer<QueuedMail> afterEach;
  private final int deathOneIn;
  private final SimulatedBroker broker;
  private final Router router;
  private final AttemptJudge judge;
  private final BounceComposer composer;
  private final Map<Lane, Integer> busy = new EnumMap<>(Lane.class);
  private final Set<QueuedMail> atNetwork = new HashSet<>();
  private TrafficControl traffic;
  private boolean running = true;
  private int deaths;
  private int putOffs;

  SimulatedRelay(
      VirtualClock clock,
      RandomGenerator dice,
      SimulatedNetwork network,
      Map<String, String> settings,
      int deathOneIn,
      Consumer<QueuedMail> afterEach) {
    this.clock = clock;
    this.dice = dice;
    this.network = network;
    this.deathOneIn = deathOneIn;
    this.afterEach = afterEach;
    this.journal = new SimulatedJournal();
    this.broker = new SimulatedBroker(clock, dice, this::work);
    var retry = RetrySettings.from(Settings.of(RetrySettings.ALL, settings, Map.of()));
    var schedule = new RetrySchedule(RetryRules.of(retry), dice);
    this.composer =
        new BounceComposer(
            () -> ReportSettings.from(Settings.of(ReportSettings.ALL, Map.of(), Map.of())),
            schedule,
            "relay.example");
    this.router =
        new Router(
            RoutingSettings.from(
                Settings.of(RoutingSettings.ALL, Map.of("route.default", "mx"), Map.of())));
    this.judge =
        new AttemptJudge(
            RetryRules.of(retry),
            schedule,
            new StreamRoutes(router, () -> Tenancy.EMPTY),
            TenantReplyRules.NONE);
    this.traffic = newTraffic();
  }

  SimulatedBroker broker() {
    return broker;
  }

  SimulatedJournal journal() {
    return journal;
  }

  int deaths() {
    return deaths;
  }

  int putOffs() {
    return putOffs;
  }

  /** Every free worker takes the next mail of its lane. */
  void work() {
    for (Lane lane : Lane.values()) {
      while (running && busy.getOrDefault(lane, 0) < WORKERS.get(lane)) {
        QueuedMail mail = broker.take(lane);
        if (mail == null) {
          break;
        }
        busy.merge(lane, 1, Integer::sum);
        orDie(mail, () -> begin(mail));
      }
    }
  }

  private void begin(QueuedMail mail) {
    mayDie("taken");
    Instant now = clock.instant();
    if (!journal.ledger().isFresh(mail.entry())) {
      repeat(mail, now);
      return;
    }
    Optional<Judgement> pointless = judge.beforeAttempt(mail, now);
    List<Route> routes = router.routes(mail.envelope().recipients());
    if (pointless.isPresent()) {
      store(mail, pointless.get());
    } else if (routes.size() > 1) {
      split(mail, routes, true);
    } else {
      ask(mail, routes.get(0).hop(), now);
    }
  }

  private void ask(QueuedMail mail, NextHop hop, Instant now) {
    boolean wasPutOff = mail.entry().waits() > 0;
    Decision decision = traffic.ask(hop.name(), mail.lane(), wasPutOff, now);
    if (decision instanceof Decision.Later later) {
      putOffs++;
      store(mail, judge.putOff(mail, hop.name(), later.at(), later.reason(), now));
    } else if (decision instanceof Decision.Away away) {
      store(mail, judge.withoutTransmission(new Attempt(mail, hop.name(), now, now), away.reply()));
    } else {
      transmit(mail, hop, ((Decision.Go) decision).permit());
    }
  }

  private void transmit(QueuedMail mail, NextHop hop, Permit permit) {
    Instant started = clock.instant();
    Course course = network.attempt(hop.name(), mail, started);
    Runnable end = () -> orDie(mail, () -> answered(mail, hop, permit, course, started));
    if (!course.contentGoesOut()) {
      clock.after(course.untilContent(), end);
      return;
    }
    clock.after(
        course.untilContent(),
        () ->
            orDie(
                mail,
                () -> {
                  var event = AttemptJudge.attempted(mail, hop.name(), clock.instant());
                  journal.write(List.of(event));
                  atNetwork.add(mail);
                  mayDie("attempt-written");
                  clock.after(course.untilTaken(), () -> contentSent(mail, course, end));
                }));
  }

  private void contentSent(QueuedMail mail, Course course, Runnable end) {
    course.accepted().forEach(r -> network.take(mail.entry().mail(), r.address()));
    clock.after(course.untilReply(), end);
  }

  private void answered(
      QueuedMail mail, NextHop hop, Permit permit, Course course, Instant started) {
    permit.release(Reach.of(course.report()), clock.instant());
    course.report().replies().stream()
        .filter(r -> r.inDoubt())
        .forEach(r -> network.doubt(mail.entry().mail(), r.recipient().address()));
    mayDie("answered");
    var attempt = new Attempt(mail, hop.name(), started, clock.instant());
    store(mail, judge.afterAttempt(attempt, course.report()));
  }

  private void repeat(QueuedMail mail, Instant now) {
    for (Recipient recipient : mail.envelope().recipients()) {
      Standing standing = journal.ledger().of(mail.entry(), recipient.address());
      if (standing instanceof Standing.Ended ended && ended.outcome().type() == EventType.SPLIT) {
        split(mail, router.routes(mail.envelope().recipients()), false);
        return;
      }
    }
    store(mail, judge.afterCrash(mail, journal.ledger(), now));
  }

  private void split(QueuedMail mail, List<Route> routes, boolean isNew) {
    if (isNew) {
      Map<String, Object> details = new LinkedHashMap<>();
      if (mail.entry().waits() > 0) {
        details.put(EventField.WAITS, (long) mail.entry().waits());
      }
      write(
          List.of(
              new MailEvent(
                  EventType.SPLIT,
                  clock.instant(),
                  Optional.of(mail.entry().mail()),
                  mail.entry().part(),
                  mail.entry().attempts(),
                  Optional.empty(),
                  details)));
    }
    List<QueuedMail> copies = new ArrayList<>();
    for (Route route : routes) {
      copies.add(mail.part(copies.size() + 1, route.hop().name(), route.recipients()));
    }
    moveAndAcknowledge(mail, copies);
  }

  private void store(QueuedMail mail, Judgement judgement) {
    Conclusion conclusion = composer.conclude(judgement);
    if (!conclusion.events().isEmpty()) {
      write(conclusion.events());
    }
    atNetwork.remove(mail);
    moveAndAcknowledge(mail, conclusion.mails());
  }

  private void write(List<MailEvent> events) {
    if (dice.nextInt(deathOneIn) == 0) {
      journal.writeTorn(events, dice);
      throw new ProcessDied("writing");
    }
    journal.writeDurably(events);
    mayDie("outcome-written");
  }

  private void moveAndAcknowledge(QueuedMail mail, List<QueuedMail> mails) {
    broker.move(mails, clock.instant());
    mayDie("moved");
    broker.acknowledge(mail);
    busy.merge(mail.lane(), -1, Integer::sum);
    afterEach.accept(mail);
    clock.after(Duration.ZERO, this::work);
  }

  private void mayDie(String step) {
    if (dice.nextInt(deathOneIn) == 0) {
      throw new ProcessDied(step);
    }
  }

  private void orDie(QueuedMail mail, Runnable step) {
    try {
      step.run();
    } catch (ProcessDied e) {
      die();
      afterEach.accept(mail);
    }
  }

  /** Only broker and journal outlive this; some time later the relay starts again. */
  private void die() {
    deaths++;
    running = false;
    // Whoever was being spoken to may have the mail, and nobody will ever know.
    for (QueuedMail mail : atNetwork) {
      mail.envelope().recipients().forEach(r -> network.doubt(mail.entry().mail(), r.address()));
    }
    atNetwork.clear();
    busy.clear();
    clock.processDied();
    broker.consumerDied();
    journal.reopen(dice.nextInt(3) == 0, dice);
    traffic = newTraffic();
    clock.at(
        clock.instant().plusSeconds(5),
        () -> {
          running = true;
          work();
        });
  }

  private static TrafficControl newTraffic() {
    var settings = TrafficSettings.from(Settings.of(TrafficSettings.ALL, Map.of(), Map.of()));
    return new TrafficControl(() -> settings, WORKERS);
  }
}
