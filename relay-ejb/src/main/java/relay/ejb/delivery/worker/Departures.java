package relay.ejb.delivery.worker;

import java.time.InstantSource;
import java.util.Optional;
import relay.domain.backup.Primaries;
import relay.domain.delivery.TransmissionReport;
import relay.domain.egress.EgressChoice;
import relay.domain.egress.EgressDesk;
import relay.domain.queue.QueuedMail;
import relay.domain.routing.NextHop;
import relay.domain.routing.TargetQuotas.LookAgain;
import relay.domain.traffic.Decision;
import relay.domain.traffic.Decision.Away;
import relay.domain.traffic.Decision.Go;
import relay.domain.traffic.Decision.Later;
import relay.domain.traffic.Experience;
import relay.domain.traffic.Site;
import relay.domain.traffic.Sites;
import relay.domain.traffic.TrafficControl;
import relay.domain.traffic.Wish;

/** Asks whether a mail may go to its next hop now. Thread-safe. */
final class Departures {
  private final TrafficControl traffic;
  private final Sites sites;
  private final EgressDesk egress;
  private final Primaries primaries;
  private final InstantSource clock;

  Departures(
      TrafficControl traffic,
      Sites sites,
      EgressDesk egress,
      Primaries primaries,
      InstantSource clock) {
    this.traffic = traffic;
    this.sites = sites;
    this.egress = egress;
    this.primaries = primaries;
    this.clock = clock;
  }

  /** What an attempt told of servers whose backup we are, where that is news: for the operator. */
  Optional<String> learn(NextHop hop, TransmissionReport report) {
    return primaries.learn(hop, report).map(Primaries::sentence);
  }

  /**
   * May wait a moment. Where the servers behind the next hop are not known yet, a place at the next
   * hop alone allows to look them up, so that a slow DNS cannot hold all workers.
   */
  Decision decide(QueuedMail mail, NextHop hop) {
    Optional<LookAgain> kept = primaries.lookAgain(mail, hop);
    if (kept.isPresent()) {
      return new Later(kept.get().at(), kept.get().reason());
    }
    EgressChoice choice =
        hop.isBuiltIn() ? EgressDesk.USUAL : egress.choose(mail.owner(), mail.envelope().sender());
    if (choice instanceof EgressChoice.Nowhere nowhere) {
      return new Away(nowhere.reply());
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
            ((EgressChoice.From) choice).sources());
    Decision decision = traffic.await(wish, clock);
    if (site.isPresent() || !(decision instanceof Go go)) {
      return decision;
    }
    boolean isFound = false;
    try {
      Site found = sites.find(hop);
      isFound = true;
      return traffic.join(go.permit(), wish.at(found), clock.instant());
    } finally {
      if (!isFound) {
        go.permit().release(Experience.NONE, clock.instant());
      }
    }
  }
}
