package relay.domain.explain;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import relay.domain.control.Responsible;
import relay.domain.mail.DomainName;
import relay.domain.routing.AnswerSecurity;
import relay.domain.routing.AnswerSecurity.Status;
import relay.domain.routing.DnssecTrail;
import relay.domain.routing.DnssecTrail.Answer;
import relay.domain.routing.HostAddress;
import relay.domain.routing.NextHop;
import relay.domain.transport.HostDecision;
import relay.domain.transport.HostDecision.PassOver;
import relay.domain.transport.TlsLevel;
import relay.domain.transport.TransportPlan;
import relay.domain.transport.TransportRules;

/**
 * Tells what DNSSEC made of the answers that lead to the mail exchangers of a domain, and what
 * follows for DANE. Thread-safe.
 */
record DnssecExplainer(DnssecTrail trail, TransportRules rules) {
  private static final Responsible BY = Responsible.setting("dns.dnssec");

  /**
   * Empty where no MX records are asked for.
   *
   * @param hosts those that were found
   */
  Optional<Step> step(NextHop hop, List<HostAddress> hosts, BooleanSupplier outOfTime) {
    if (!(hop instanceof NextHop.MailExchangers exchangers)
        || exchangers.domain().startsWith("[")) {
      return Optional.empty();
    }
    List<Answer> answers = trail.of(DomainName.of(exchangers.domain()), outOfTime);
    Status first = answers.get(0).security().status();
    String says =
        answers.stream().map(DnssecExplainer::words).collect(Collectors.joining("; "))
            + follows(first, answers, hosts, rules.planFor(hop, false));
    Effect effect = first == Status.BOGUS ? Effect.WAIT : Effect.GO;
    return Optional.of(
        new Step(Topic.DNSSEC, effect, says, Optional.empty(), List.of(BY), answers));
  }

  private static String words(Answer answer) {
    AnswerSecurity security = answer.security();
    return answer.about()
        + ": "
        + security.status().label()
        + (security.why().isEmpty() ? "" : " (" + security.why() + ")");
  }

  private static String follows(
      Status exchangers, List<Answer> answers, List<HostAddress> hosts, TransportPlan plan) {
    return switch (exchangers) {
      case UNCHECKED -> "; so no TLSA records are asked for, and there is no DANE";
      case INSECURE -> "; so there is no DANE: the names of its hosts are not proven";
      case BOGUS -> "; so its mail waits until the answer is genuine";
      case UNKNOWN -> "";
      case SECURE ->
          plan.asksForDane()
              ? "; so " + String.join(", ", ofHosts(answers, hosts, plan).values())
              : "; the TLS policy asks for no DANE";
    };
  }

  /** By the decision of the mail path, which knows aliases and what records are worth. */
  private static Map<String, String> ofHosts(
      List<Answer> answers, List<HostAddress> hosts, TransportPlan plan) {
    Map<String, String> each = new LinkedHashMap<>();
    for (HostAddress host : hosts) {
      each.computeIfAbsent(host.host(), name -> ofHost(name, plan.at(host)));
    }
    answers.stream()
        .skip(1)
        .filter(a -> a.security().status() != Status.INSECURE && !a.security().isSecure())
        .forEach(a -> each.putIfAbsent(a.name().ascii(), "no mail goes to " + a.name()));
    return each.isEmpty() ? Map.of("", "there is no host for DANE") : each;
  }

  private static String ofHost(String name, HostDecision decision) {
    if (!decision.policy().equals(TlsLevel.DANE.label())) {
      return "there is no DANE for " + name;
    }
    return (decision instanceof PassOver ? "no mail goes to " : "DANE holds for ") + name;
  }
}
