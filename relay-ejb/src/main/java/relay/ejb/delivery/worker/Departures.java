package relay.ejb.delivery.worker;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import relay.domain.backup.Primaries;
import relay.domain.delivery.TransmissionReport;
import relay.domain.egress.EgressChoice;
import relay.domain.egress.EgressDesk;
import relay.domain.mail.Lane;
import relay.domain.queue.QueuedMail;
import relay.domain.routing.NextHop;
import relay.domain.routing.TargetQuotas.LookAgain;
import relay.domain.traffic.Decision;
import relay.domain.traffic.Decision.Away;
import relay.domain.traffic.Decision.Go;
import relay.domain.traffic.Decision.Later;
import relay.domain.traffic.Experience;
import relay.domain.traffic.Permit;
import relay.domain.traffic.Site;
import relay.domain.traffic.Sites;
import relay.domain.traffic.Source;
import relay.domain.traffic.TrafficControl;
import relay.domain.traffic.Wish;
import relay.domain.warmup.WarmUpClaim;
import relay.domain.warmup.WarmUpVerdict;
import relay.domain.warmup.WarmUpWish;
import relay.domain.warmup.WarmUps;

/** Asks whether a mail may go to its next hop now. Thread-safe. */
final class Departures {
  private static final Duration AGAIN = Duration.ofSeconds(1);
  private final TrafficControl traffic;
  private final Sites sites;
  private final EgressDesk egress;
  private final Primaries primaries;
  private final WarmUps warmUps;
  private final InstantSource clock;

  Departures(
      TrafficControl traffic,
      Sites sites,
      EgressDesk egress,
      Primaries primaries,
      WarmUps warmUps,
      InstantSource clock) {
    this.traffic = traffic;
    this.sites = sites;
    this.egress = egress;
    this.primaries = primaries;
    this.warmUps = warmUps;
    this.clock = clock;
  }

  /** What an attempt told of servers whose backup we are, where that is news: for the operator. */
  Optional<String> learn(NextHop hop, TransmissionReport report) {
    return primaries.learn(hop, report).map(Primaries::sentence);
  }

  /**
   * May wait a moment. Where the servers behind the next hop are not known yet, a place at the next
   * hop alone allows to look them up, so that a slow DNS cannot hold all workers.
   *
   * @param closed names of the egress sources that a brake closes to it, of which one is left open
   */
  Decision decide(QueuedMail mail, NextHop hop, Set<String> closed) {
    Optional<LookAgain> kept = primaries.lookAgain(mail, hop);
    if (kept.isPresent()) {
      return new Later(kept.get().at(), kept.get().reason());
    }
    EgressChoice choice =
        hop.isBuiltIn() ? EgressDesk.USUAL : egress.choose(mail.owner(), mail.envelope().sender());
    if (choice instanceof EgressChoice.Nowhere nowhere) {
      return new Away(nowhere.reply());
    }
    List<Source> open = open(((EgressChoice.From) choice).sources(), closed);
    if (open.isEmpty()) {
      // The pool has others than a moment ago: the brakes are asked about these.
      return new Later(clock.instant().plus(AGAIN), Later.REASON);
    }
    Optional<Site> site = sites.known(hop);
    Wish wish =
        new Wish(
            hop.name(),
            site,
            mail.lane(),
            mail.entry().waits() > 0,
            mail.envelope().recipients().size(),
            mail.content().size(),
            mail.owner(),
            open);
    // Who is behind a host of the operator's own sees that host's address and not ours.
    if (hop instanceof NextHop.MailExchangers && warmUps.concerns(wish.sources())) {
      return decideWarming(wish, hop, wishOf(mail));
    }
    Decision decision = traffic.await(wish, clock);
    if (site.isPresent() || !(decision instanceof Go go)) {
      return decision;
    }
    return traffic.join(go.permit(), wish.at(siteOf(hop, go.permit())), clock.instant());
  }

  private static List<Source> open(List<Source> sources, Set<String> closed) {
    return closed.isEmpty()
        ? sources
        : sources.stream().filter(source -> !closed.contains(source.name())).toList();
  }

  /** The servers behind the next hop; gives the place back when they cannot be looked up. */
  private Site siteOf(NextHop hop, Permit place) {
    boolean isFound = false;
    try {
      Site found = sites.find(hop);
      isFound = true;
      return found;
    } finally {
      if (!isFound) {
        place.release(Experience.NONE, clock.instant());
      }
    }
  }

  /** The same where a plan limits some of its sources. */
  private Decision decideWarming(Wish wish, NextHop hop, WarmUpWish mail) {
    Permit place = null;
    if (wish.site().isEmpty()) {
      Decision decision = traffic.await(wish, clock);
      if (!(decision instanceof Go go)) {
        return decision;
      }
      place = go.permit();
    }
    Site site = wish.site().isPresent() ? wish.site().get() : siteOf(hop, place);
    // Each time somebody was faster, the budget of a source has run out.
    for (int i = 0; i <= wish.sources().size(); i++) {
      WarmUpVerdict verdict = warmUps.screen(wish.sources(), site, mail, clock.instant());
      if (verdict instanceof WarmUpVerdict.Wait wait) {
        if (place != null) {
          place.release(Experience.NONE, clock.instant());
        }
        return new Later(wait.until(), wait.reason());
      }
      Wish screened = wish.at(site).from(sourcesOf(verdict));
      Decision decision =
          place == null
              ? traffic.await(screened, clock)
              : traffic.join(place, screened, clock.instant());
      place = null;
      if (!(decision instanceof Go go)) {
        return decision;
      }
      Permit permit = go.permit();
      Optional<WarmUpClaim> claim = warmUps.claim(permit.source(), site, mail, clock.instant());
      if (claim.isPresent()) {
        permit.tells(claim.get()::settle);
        return go;
      }
      permit.release(Experience.NONE, clock.instant());
    }
    return new Later(clock.instant().plus(AGAIN), Later.REASON);
  }

  private static List<Source> sourcesOf(WarmUpVerdict verdict) {
    return verdict instanceof WarmUpVerdict.Spill spill
        ? spill.sources()
        : ((WarmUpVerdict.Allowed) verdict).sources();
  }

  private static WarmUpWish wishOf(QueuedMail mail) {
    return new WarmUpWish(
        mail.entry().attempts() == 0,
        mail.lane() == Lane.OTP,
        mail.entry().waits() > 0,
        mail.envelope().recipients().size());
  }
}
