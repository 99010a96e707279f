package relay.domain.routing;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import relay.domain.health.Finding;
import relay.domain.routing.ResolverReply.Validity;
import relay.domain.routing.ResolverVerdict.State;

/**
 * Finds out whether the resolvers do what {@code dns.dnssec} needs of them, and remembers what was
 * found last: a resolver that hands no signatures on makes all mail wait under validate, and one
 * that does not validate ends DANE under trust-ad, and neither says so. Asks only when told to, and
 * nobody where DNSSEC is off. Thread-safe.
 */
public final class ResolverWatch {
  private static final String ELSE = ", or name another one (dns.servers)";
  private final DnssecMode mode;
  private final ResolverProbe probe;
  private final InstantSource clock;
  private volatile Optional<ResolverReport> last = Optional.empty();

  public ResolverWatch(DnssecMode mode, ResolverProbe probe, InstantSource clock) {
    this.mode = mode;
    this.probe = probe;
    this.clock = clock;
  }

  /** Asks now; takes as long as the slowest resolver. */
  public ResolverReport ask() {
    var report =
        new ResolverReport(clock.instant(), mode, mode == DnssecMode.OFF ? List.of() : verdicts());
    last = Optional.of(report);
    return report;
  }

  /** What health says: degraded while something is wrong, for mail that is not by MX still goes. */
  public Finding finding() {
    if (mode == DnssecMode.OFF) {
      return Finding.up("nobody is asked: dns.dnssec is off");
    }
    String setting = "dns.dnssec = " + mode.label();
    if (last.isEmpty()) {
      return Finding.up(setting + "; nobody was asked yet");
    }
    List<String> troubles = last.get().troubles();
    String when = " (" + setting + ", asked at " + last.get().at() + ")";
    return troubles.isEmpty()
        ? Finding.up("all resolvers do what is needed" + when)
        : Finding.degraded(String.join("; ", troubles) + when);
  }

  private List<ResolverVerdict> verdicts() {
    List<ResolverVerdict> all = new ArrayList<>();
    probe.keysOfRoot().forEach(reply -> all.add(verdict(reply)));
    boolean worthValidating =
        all.stream().anyMatch(ResolverVerdict::isGood)
            && all.stream().allMatch(v -> v.isGood() || v.state() == State.SILENT);
    if (mode == DnssecMode.VALIDATE && worthValidating) {
      validation().ifPresent(all::add);
    }
    return all;
  }

  private ResolverVerdict verdict(ResolverReply reply) {
    String name = "resolver " + reply.server();
    if (reply.problem().isPresent()) {
      return new ResolverVerdict(
          reply.server(),
          State.SILENT,
          name
              + " does not answer for the keys of the root zone ("
              + reply.problem().get()
              + "): without another one mail by MX waits; look whether it runs and can be reached"
              + ELSE);
    }
    return mode == DnssecMode.VALIDATE ? handsOn(name, reply) : validates(name, reply);
  }

  /** Under validate the relay needs the signatures, and a clock to judge their time by. */
  private ResolverVerdict handsOn(String name, ResolverReply reply) {
    if (reply.signature().isEmpty()) {
      return new ResolverVerdict(
          reply.server(),
          State.STRIPPED,
          name
              + " hands on no signatures of the root zone (no RRSIG): all its answers count as"
              + " bogus and mail by MX waits; let it pass DNSSEC records on (EDNS, DO)"
              + ELSE);
    }
    Validity validity = reply.signature().get();
    Instant now = clock.instant();
    return validity.holdsAt(now)
        ? new ResolverVerdict(
            reply.server(), State.GOOD, name + " hands on the signatures of the root zone")
        : new ResolverVerdict(
            reply.server(),
            State.CLOCK,
            name
                + " has signatures of the root zone that hold from "
                + validity.from()
                + " to "
                + validity.until()
                + ", and the clock of this machine says "
                + now.truncatedTo(ChronoUnit.SECONDS)
                + ": all answers count as bogus and mail by MX waits; set the clock (NTP), or, when"
                + " it is right, empty the memory of the resolver");
  }

  /** Under trust-ad the AD bit is all that counts. */
  private static ResolverVerdict validates(String name, ResolverReply reply) {
    if (reply.authentic()) {
      return new ResolverVerdict(
          reply.server(), State.GOOD, name + " says that it validated the keys of the root zone");
    }
    String instead =
        reply.signature().isPresent()
            ? " It hands signatures on: with dns.dnssec = validate it will do as it is."
            : "";
    return new ResolverVerdict(
        reply.server(),
        State.NOT_VALIDATED,
        name
            + " does not say that it validated the keys of the root zone (no AD): there is no DANE"
            + " by its answers; turn its validation on"
            + ELSE
            + "."
            + instead);
  }

  private Optional<ResolverVerdict> validation() {
    AnswerSecurity found = probe.validated();
    return found.isSecure()
        ? Optional.empty()
        : Optional.of(
            new ResolverVerdict(
                "",
                State.BOGUS,
                "the keys of the root zone do not validate ("
                    + found.why()
                    + "): mail by MX waits; look at dns.trust-anchors and at who answers in the"
                    + " name of the root zone"));
  }
}
