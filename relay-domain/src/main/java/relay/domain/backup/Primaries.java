package relay.domain.backup;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import relay.domain.delivery.HostProbe;
import relay.domain.delivery.RetrySchedule;
import relay.domain.delivery.TargetVerdict;
import relay.domain.delivery.TransmissionReport;
import relay.domain.mail.DomainName;
import relay.domain.mail.InvalidAddress;
import relay.domain.queue.QueuedMail;
import relay.domain.routing.NextHop;
import relay.domain.routing.TargetExperience;
import relay.domain.routing.TargetHealth;
import relay.domain.routing.TargetQuotas.LookAgain;
import relay.domain.routing.TargetState;
import relay.domain.routing.TargetView;
import relay.domain.smtp.SmtpReply;
import relay.domain.tenancy.CurrentTenancy;

/**
 * The servers of the domains for which the relay is a backup. Whether they are there is remembered
 * with the health of targets, over a restart too. Thread-safe.
 */
public final class Primaries {
  /** The words in the journal for mail that waits for its primary. */
  public static final String AWAY = "primary_away";

  public static final String RETURNING = "primary_returning";

  /** Before the domain in the names under which their health is known. */
  static final String PREFIX = "backup-mx/";

  private final CurrentTenancy tenancy;
  private final TargetHealth health;
  private final Supplier<BackupSettings> settings;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Map<String, Ramp> ramps = new HashMap<>();

  public Primaries(
      CurrentTenancy tenancy,
      TargetHealth health,
      Supplier<BackupSettings> settings,
      InstantSource clock,
      RandomGenerator random) {
    this.tenancy = tenancy;
    this.health = health;
    this.settings = settings;
    this.clock = clock;
    this.random = random;
  }

  /** Whether mail to this next hop is kept for its servers. */
  public boolean isPrimary(NextHop hop) {
    return hop instanceof NextHop.MailExchangers exchangers
        && tenancy.get().hasBackups()
        && isBackedUp(exchangers.domain());
  }

  private boolean isBackedUp(String domain) {
    try {
      return tenancy
          .get()
          .inbound(DomainName.of(domain))
          .filter(d -> d.backup().isPresent())
          .isPresent();
    } catch (InvalidAddress e) {
      return false; // an address literal
    }
  }

  /**
   * Whether a mail must look again later, and when; empty: it may go. The last look of a mail whose
   * time is nearly over lets it go, so that nothing is given up untried.
   */
  public Optional<LookAgain> lookAgain(QueuedMail mail, NextHop hop) {
    if (!isPrimary(hop)) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    String domain = hop.name();
    TargetView view = health.look(PREFIX + domain);
    if (view.state() == TargetState.UP) {
      return turn(mail, domain, view, now).map(at -> new LookAgain(at, RETURNING + " " + domain));
    }
    long most = settings.get().lookAgain().toMillis();
    Instant at = now.plusMillis(most / 2 + random.nextLong(most / 2 + 1));
    Instant last = RetrySchedule.limitOf(mail).minusSeconds(1);
    if (!at.isBefore(last)) {
      return now.isBefore(last)
          ? Optional.of(new LookAgain(last, AWAY + " " + domain))
          : Optional.empty();
    }
    return Optional.of(new LookAgain(at, AWAY + " " + domain));
  }

  /** The servers behind this next hop, while they are away and mail is kept for them. */
  public Optional<TargetView> away(NextHop hop) {
    return isPrimary(hop)
        ? Optional.of(health.look(PREFIX + hop.name())).filter(v -> v.state() != TargetState.UP)
        : Optional.empty();
  }

  private Optional<Instant> turn(QueuedMail mail, String domain, TargetView view, Instant now) {
    synchronized (ramps) {
      Ramp ramp = ramps.get(domain);
      if (ramp == null) {
        ramp = new Ramp(view.since(), settings.get().ramp(), settings.get().rampPerMinute());
        boolean isBack = view.since().isAfter(view.troubleAt()) && view.troubleAt() != Instant.MIN;
        if (!isBack || ramp.isOver(now)) {
          return Optional.empty();
        }
        ramps.put(domain, ramp);
      }
      if (ramp.isOver(now)) {
        ramps.remove(domain);
        return Optional.empty();
      }
      return ramp.turn(mail.entry(), mail.entry().afterWait(), now);
    }
  }

  /** What an attempt with mail told; the change that follows from it, if one does. */
  public Optional<TargetHealth.Change> learn(NextHop hop, TransmissionReport report) {
    if (!isPrimary(hop) || !TargetVerdict.of(report, Duration.ZERO).isAboutTarget()) {
      return Optional.empty();
    }
    boolean unreached = TargetVerdict.mayGoElsewhere(report);
    SmtpReply first = report.replies().get(0).reply();
    return learn(hop.name(), !unreached, Duration.ZERO, first.toString());
  }

  /** Domains whose servers are to be probed now, each told once until {@link #probed}. */
  public List<String> due() {
    return tenancy.get().hasBackups()
        ? health.triesDue(PREFIX).stream()
            .map(name -> name.substring(PREFIX.length()))
            .filter(this::isBackedUp)
            .toList()
        : List.of();
  }

  /** What a probe found; the change that follows from it, if one does. */
  public Optional<TargetHealth.Change> probed(
      String domain, List<HostProbe> probes, Duration took) {
    boolean isThere = probes.stream().anyMatch(HostProbe::isGood);
    String trouble =
        probes.isEmpty() ? "" : probes.get(0).trouble().map(SmtpReply::toString).orElse("");
    return learn(domain, isThere, took, trouble);
  }

  private Optional<TargetHealth.Change> learn(
      String domain, boolean isThere, Duration took, String trouble) {
    var seen = new TargetExperience(true, isThere, took, isThere ? "" : trouble);
    Optional<TargetHealth.Change> change = health.learn(PREFIX + domain, seen);
    if (change.isPresent()) {
      synchronized (ramps) {
        ramps.remove(domain);
      }
    }
    return change;
  }

  /** What a change means, for the operator. */
  public static String sentence(TargetHealth.Change change) {
    TargetView after = change.after();
    String domain = after.hop().substring(PREFIX.length());
    return after.state() == TargetState.UP
        ? "the mail servers of " + domain + " are back, the mail that was kept for them goes there"
        : "the mail servers of "
            + domain
            + " are away, their mail is kept and they are probed: "
            + after.trouble();
  }
}
