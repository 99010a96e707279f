package relay.domain.explain;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import relay.domain.backup.Primaries;
import relay.domain.brake.Brake;
import relay.domain.brake.BrakeBook;
import relay.domain.brake.BrakeKind;
import relay.domain.brake.BrakeVerdict;
import relay.domain.brake.Brakes;
import relay.domain.brake.MailTraits;
import relay.domain.control.Responsible;
import relay.domain.delivery.HostTrace;
import relay.domain.delivery.RecipientOutcome;
import relay.domain.delivery.RecipientReply;
import relay.domain.delivery.ReplyJudge;
import relay.domain.delivery.RetryPlan;
import relay.domain.delivery.RetrySchedule;
import relay.domain.delivery.Stage;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOwner;
import relay.domain.mail.Recipient;
import relay.domain.routing.HostAddress;
import relay.domain.routing.HostPlan;
import relay.domain.routing.HostSearch;
import relay.domain.routing.MailFacts;
import relay.domain.routing.NextHop;
import relay.domain.routing.RouteDecision;
import relay.domain.routing.StreamRoutes;
import relay.domain.routing.TargetView;
import relay.domain.tenancy.SendWindow;
import relay.domain.tenancy.Stream;
import relay.domain.traffic.FlowLimits;
import relay.domain.traffic.FlowView;
import relay.domain.traffic.Occupancy;
import relay.domain.traffic.Sites;
import relay.domain.traffic.Source;
import relay.domain.traffic.TrafficControl;

/** Asks the rules of delivery about one recipient, in the order of a worker. Thread-safe. */
final class DeliveryExplainer {
  private static final int HOSTS_TOLD = 8;

  /** For all questions to the DNS about one recipient; the settings bound each of them. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Brakes brakes;
  private final StreamRoutes ways;
  private final HostSearch hosts;
  private final DnssecExplainer dnssec;
  private final ProtectionExplainer protections;
  private final TrafficControl traffic;
  private final Sites sites;
  private final SourceExplainer sources;
  private final Primaries primaries;
  private final RetrySchedule schedule;
  private final InstantSource clock;
  private final ReplyJudge replyJudge = new ReplyJudge();

  DeliveryExplainer(MailExplainer.DeliveryRules rules, InstantSource clock) {
    this.brakes = rules.brakes();
    this.ways = rules.ways();
    this.hosts = rules.hosts();
    this.dnssec = new DnssecExplainer(rules.dnssec(), rules.transport());
    this.protections = new ProtectionExplainer(rules.transport());
    this.traffic = rules.traffic();
    this.sites = rules.sites();
    this.sources = new SourceExplainer(rules.egress(), rules.warmUps());
    this.primaries = rules.primaries();
    this.schedule = rules.schedule();
    this.clock = clock;
  }

  /** A recipient that a worker would take up now. */
  List<Step> next(
      MailTraits traits, MailFacts facts, Lane lane, EmailAddress recipient, Instant now) {
    List<Step> steps = new ArrayList<>();
    Optional<Brake> reroute = brake(traits, recipient, now, steps);
    window(facts, now, steps);
    NextHop hop = route(facts, recipient, reroute, steps);
    if (hop instanceof NextHop.Barred) {
      return steps;
    }
    hosts(hop, recipient, steps);
    primaries.away(hop).ifPresent(servers -> steps.add(away(hop, servers)));
    limits(hop, lane, now, steps);
    if (hop instanceof NextHop.Simulator) {
      // As in Departures: what stays on this machine leaves from no source.
      steps.add(flow(hop, Source.DEFAULT, lane, now));
      return steps;
    }
    steps.addAll(sources.steps(facts.owner(), traits.senderDomain()));
    List<Source> from = sources.of(facts.owner(), traits.senderDomain());
    if (hop instanceof NextHop.MailExchangers) {
      steps.addAll(sources.warmUps(from, () -> sites.find(hop), now));
    }
    from.forEach(source -> steps.add(flow(hop, source, lane, now)));
    return steps;
  }

  /** What follows when attempts fail, the last of which failed then. */
  Step retries(MailOwner owner, Lane lane, int made, Instant last, Instant limit) {
    RetryPlan plan = schedule.plan(owner, lane, made, last, limit);
    String times =
        plan.attempts().isEmpty()
            ? "no other attempt fits in"
            : "again at " + String.join(", ", plan.attempts().stream().map(this::text).toList());
    return new Step(
        Topic.RETRY,
        Effect.GO,
        "an attempt that does not succeed is made "
            + times
            + (plan.attempts().size() > 1
                ? " (each wait up to " + plan.jitterPercent() + " % shorter or longer)"
                : "")
            + "; its time is over at "
            + text(plan.givenUpAt()),
        Optional.empty(),
        plan.by());
  }

  private Optional<Brake> brake(
      MailTraits traits, EmailAddress recipient, Instant now, List<Step> steps) {
    BrakeBook book = brakes.current();
    String domain = MailTraits.domainOf(recipient);
    BrakeVerdict verdict = book.verdict(traits, domain, now);
    if (verdict instanceof BrakeVerdict.Held held) {
      steps.add(
          Step.waits(
              Topic.BRAKE,
              sentence(held.brake()),
              Optional.of(held.brake().until()),
              by(held.brake())));
      return Optional.empty();
    }
    if (verdict instanceof BrakeVerdict.Ended ended) {
      steps.add(Step.end(Topic.BRAKE, sentence(ended.brake()), Optional.of(by(ended.brake()))));
      return Optional.empty();
    }
    var free = (BrakeVerdict.Free) verdict;
    List<Brake> matching = book.matching(traits, domain, now);
    Optional<Brake> released =
        matching.stream().filter(b -> b.kind() == BrakeKind.RELEASE).findFirst();
    if (released.isPresent()) {
      steps.add(Step.go(Topic.BRAKE, released.get().sentence(), by(released.get())));
    } else if (free.slow().isPresent()) {
      Brake slow = free.slow().get();
      String pace = " (" + slow.perMinute().orElseThrow() + " recipients a minute on each node)";
      steps.add(Step.go(Topic.BRAKE, slow.sentence() + pace, by(slow)));
    } else if (!free.closed().isEmpty()) {
      steps.add(closed(free, matching));
    } else {
      steps.add(Step.go(Topic.BRAKE, "no brake holds it"));
    }
    return free.reroute();
  }

  private static String sentence(Brake brake) {
    String source = brake.scope().source().map(s -> " (egress source " + s + ")").orElse("");
    return brake.sentence() + source;
  }

  /** It goes, but not from all sources of its pool. */
  private static Step closed(BrakeVerdict.Free free, List<Brake> matching) {
    List<Brake> by =
        matching.stream()
            .filter(b -> b.scope().source().filter(free.closed()::contains).isPresent())
            .toList();
    return Step.go(
        Topic.BRAKE,
        "it leaves from another source of its pool, for these are closed to it: "
            + by.stream().map(DeliveryExplainer::sentence).collect(Collectors.joining("; ")),
        by.stream().map(DeliveryExplainer::by).toArray(Responsible[]::new));
  }

  /** The zone of the recipients is not known here: a mail that names one may go at other times. */
  private void window(MailFacts facts, Instant now, List<Step> steps) {
    Optional<SendWindow> window = schedule.window(facts.owner());
    if (window.isEmpty() || facts.sender().isEmpty()) {
      return;
    }
    Responsible by = Responsible.object(Stream.key(facts.owner().tenant(), facts.owner().stream()));
    Instant opening = window.get().opening(now, Optional.empty());
    String says = "mail of its stream leaves " + window.get().words();
    steps.add(
        opening.isAfter(now)
            ? Step.waits(Topic.WINDOW, says, Optional.of(opening), by)
            : Step.go(Topic.WINDOW, says, by));
  }

  private NextHop route(
      MailFacts facts, EmailAddress recipient, Optional<Brake> reroute, List<Step> steps) {
    RouteDecision decision = ways.decision(facts, recipient, reroute.flatMap(Brake::route));
    NextHop hop = decision.hop();
    Responsible by = decision.byOthers() ? by(reroute.orElseThrow()) : decision.by();
    if (hop instanceof NextHop.Barred barred) {
      steps.add(Step.waits(Topic.ROUTE, DoorExplainer.words(barred.why()), Optional.empty(), by));
      return hop;
    }
    String fallback = ways.fallback(facts.owner()).map(lost -> " (" + lost + ")").orElse("");
    String others =
        decision.others().isEmpty()
            ? ""
            : "; when nobody there can be talked to, "
                + decision.others().stream()
                    .map(RouteWords::of)
                    .collect(Collectors.joining("; then "));
    String unasked =
        decision.unasked().isEmpty()
            ? ""
            : " (unless a header field takes it by route "
                + String.join(" or ", decision.unasked())
                + ": its content is not looked at here)";
    steps.add(
        Step.go(
            Topic.ROUTE,
            "it goes "
                + RouteWords.of(hop)
                + others
                + RouteWords.ofDown(decision.down())
                + RouteWords.ofUsedUp(decision.usedUp())
                + fallback
                + unasked,
            by));
    return hop;
  }

  private void hosts(NextHop hop, EmailAddress recipient, List<Step> steps) {
    if (!hop.hasHosts()) {
      return;
    }
    Instant deadline = clock.instant().plus(PATIENCE);
    BooleanSupplier outOfTime = () -> clock.instant().isAfter(deadline);
    HostPlan plan = hosts.hostsFor(hop, outOfTime);
    Responsible by = RouteWords.hostsOf(hop);
    if (plan instanceof HostPlan.Hosts found) {
      List<String> told =
          found.addresses().stream().limit(HOSTS_TOLD).map(DeliveryExplainer::text).toList();
      int more = found.addresses().size() - told.size();
      steps.add(
          Step.go(
              Topic.HOSTS,
              "tried in this order: "
                  + String.join("; ", told)
                  + (more > 0 ? "; and " + more + " more" : ""),
              by));
      dnssec.step(hop, found.addresses(), outOfTime).ifPresent(steps::add);
      steps.add(protections.step(hop, found.addresses().subList(0, told.size())));
      return;
    }
    var reply = ((HostPlan.Unreachable) plan).reply();
    var said =
        new RecipientReply(
            Recipient.of(recipient), reply, Stage.LOOKUP, false, HostTrace.NONE, false);
    steps.add(
        replyJudge.judge(said) instanceof RecipientOutcome.Failed
            ? Step.end(Topic.HOSTS, DoorExplainer.words(reply), Optional.of(by))
            : Step.waits(Topic.HOSTS, DoorExplainer.words(reply), Optional.empty(), by));
    dnssec.step(hop, List.of(), outOfTime).ifPresent(steps::add);
  }

  private static Step away(NextHop hop, TargetView servers) {
    return Step.waits(
        Topic.LIMITS,
        "it is kept for the mail servers of "
            + hop.name()
            + ", which are away since "
            + servers.since().truncatedTo(ChronoUnit.SECONDS)
            + " and are probed: "
            + servers.trouble(),
        Optional.empty(),
        Responsible.setting("backup-mx.look-again"));
  }

  private void limits(NextHop hop, Lane lane, Instant now, List<Step> steps) {
    Occupancy standing = traffic.look(hop.name(), lane, now);
    if (standing.isAway()) {
      steps.add(
          Step.waits(
              Topic.LIMITS,
              "none of the hosts of " + hop.name() + " could be reached lately",
              standing.lookedAgainAt(),
              Responsible.setting("traffic.failures-before-pause")));
    } else if (!standing.hasPlace()) {
      steps.add(
          Step.waits(
              Topic.LIMITS,
              hop.name() + " has all that it may have of us: " + running(standing),
              Optional.empty(),
              Responsible.setting("traffic.connections-max"),
              Responsible.setting("traffic.share-percent")));
    } else {
      steps.add(
          Step.go(
              Topic.LIMITS,
              "there is a place: " + running(standing),
              Responsible.setting("traffic.connections-max")));
    }
  }

  /** Each limit of the flow beside the rule that set it, in the order in which rules are laid. */
  private Step flow(NextHop hop, Source source, Lane lane, Instant now) {
    FlowView flow = traffic.look(hop.name(), sites.find(hop), source, now);
    List<String> told = new ArrayList<>();
    List<Responsible> by = new ArrayList<>();
    for (FlowLimits.Row row : flow.limits()) {
      String value =
          row.value().isPresent() ? String.valueOf(row.value().getAsLong()) : "no limit of";
      told.add(value + " " + row.limit().words() + " (" + row.by() + ")");
      if (!by.contains(row.by())) {
        by.add(row.by());
      }
    }
    String limits = told.isEmpty() ? "no limits" : String.join(", ", told);
    StringBuilder says =
        new StringBuilder("it is in flow " + flow.name() + from(source) + ", which has " + limits);
    flow.shared().ifPresent(share -> says.append("; ").append(share.sentence()));
    if (lane == Lane.OTP) {
      flow.otp().ifPresent(share -> says.append("; ").append(share.sentence()));
    }
    flow.restrictions().forEach(r -> says.append("; restricted for now: ").append(r.sentence()));
    return flow.why().isPresent()
        ? new Step(
            Topic.FLOW,
            Effect.GO,
            says + "; others wait there: " + flow.why().get(),
            flow.waitingUntil(),
            by)
        : Step.go(Topic.FLOW, says.toString(), by.toArray(Responsible[]::new));
  }

  private static String from(Source source) {
    return source == Source.DEFAULT ? "" : " from source " + source.name();
  }

  private static String running(Occupancy standing) {
    return standing.running() == 0
        ? "no attempt is under way"
        : standing.running() + " attempts are under way";
  }

  private static String text(HostAddress host) {
    String address = host.address().getHostAddress();
    return host.host()
        + " "
        + (address.contains(":") ? "[" + address + "]" : address)
        + ":"
        + host.port();
  }

  private String text(Instant at) {
    return at.truncatedTo(java.time.temporal.ChronoUnit.SECONDS).toString();
  }

  static Responsible by(Brake brake) {
    return new Responsible("brake", brake.id());
  }
}
