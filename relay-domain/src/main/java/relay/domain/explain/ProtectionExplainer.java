package relay.domain.explain;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import relay.domain.control.Responsible;
import relay.domain.routing.HostAddress;
import relay.domain.routing.NextHop;
import relay.domain.transport.HostDecision;
import relay.domain.transport.HostDecision.PassOver;
import relay.domain.transport.HostDecision.Speak;
import relay.domain.transport.TransportPlan;
import relay.domain.transport.TransportRules;

/** Asks how the hosts of a next hop would be spoken to. Thread-safe. */
record ProtectionExplainer(TransportRules rules) {

  /** Hosts that are spoken to alike are told together. */
  Step step(NextHop hop, List<HostAddress> hosts) {
    TransportPlan plan = rules.planFor(hop, false);
    Set<String> told = new LinkedHashSet<>();
    List<HostDecision> decisions = new ArrayList<>();
    for (HostAddress host : hosts) {
      HostDecision decision = plan.at(host);
      decisions.add(decision);
      told.add(words(host, decision));
    }
    String says = String.join("; ", told);
    Responsible by =
        hop instanceof NextHop.Simulator
            ? RouteWords.hostsOf(hop)
            : Responsible.setting(plan.settingKey());
    return decisions.stream().anyMatch(Speak.class::isInstance)
        ? Step.go(Topic.TLS, says, by)
        : Step.waits(Topic.TLS, says, Optional.empty(), by);
  }

  private static String words(HostAddress host, HostDecision decision) {
    String says =
        decision instanceof PassOver over
            ? "not at all: " + DoorExplainer.words(over.reply())
            : ((Speak) decision).protection().says();
    return host.host() + " " + says + " (" + decision.policy() + ")";
  }
}
