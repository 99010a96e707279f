package relay.web.diagnosis;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import relay.domain.access.Right;
import relay.domain.configuration.CurrentConfiguration;
import relay.domain.mail.DomainName;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.InvalidAddress;
import relay.domain.routing.BuiltInDomains;
import relay.domain.routing.DnssecTrail;
import relay.domain.routing.HostAddress;
import relay.domain.routing.HostPlan;
import relay.domain.routing.HostSearch;
import relay.domain.routing.NextHop;
import relay.domain.routing.Router;
import relay.domain.transport.HostDecision;
import relay.domain.transport.HostDecision.Speak;
import relay.domain.transport.StsPolicies;
import relay.domain.transport.StsPolicy;
import relay.domain.transport.TlsProblem;
import relay.domain.transport.TransportPlan;
import relay.domain.transport.TransportRules;
import relay.web.access.Needs;
import relay.web.json.Json;
import relay.web.problem.Problem;

/** {@code GET /api/v1/diagnose/tls}: how the hosts of a domain would be spoken to, and why. */
@Path("api/v1/diagnose/tls")
@Needs(Right.OBSERVE)
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class TlsDiagnosisResource {
  @Inject CurrentConfiguration configuration;
  @Inject BuiltInDomains builtIn;
  @Inject HostSearch hosts;
  @Inject TransportRules rules;
  @Inject StsPolicies policies;
  @Inject DnssecTrail trail;

  /**
   * What a mail to this domain would find; asks the DNS, and the domain's policy server when its
   * policy is not known.
   */
  @GET
  public String tls(@QueryParam("domain") String text) {
    DomainName domain = domain(text);
    var somebody = new EmailAddress("somebody", domain.ascii());
    var router = new Router(() -> configuration.get().routing(), builtIn);
    NextHop hop = router.hopOf(somebody);
    JsonObjectBuilder out = Json.object().add("domain", domain.ascii()).add("hop", hop.name());
    if (hop instanceof NextHop.Sandbox) {
      return Json.text(out.build());
    }
    TransportPlan plan = rules.planFor(hop, false);
    out.add(
        "decided_by",
        hop instanceof NextHop.Simulator ? router.settingFor(somebody) : plan.settingKey());
    if (hop instanceof NextHop.MailExchangers) {
      policies.policyOf(domain).ifPresent(policy -> out.add("mta_sts", policy(policy)));
      policies.problemOf(domain).ifPresent(why -> out.add("mta_sts_problem", words(why)));
    }
    HostPlan found = hosts.hostsFor(hop);
    List<HostAddress> addresses =
        found instanceof HostPlan.Hosts some ? some.addresses() : List.of();
    if (hop instanceof NextHop.MailExchangers) {
      out.add("dnssec", DnssecJson.of(trail.of(domain, () -> false)));
    }
    if (found instanceof HostPlan.Unreachable nobody) {
      return Json.text(out.add("reply", nobody.reply().toString()).build());
    }
    JsonArrayBuilder all = Json.array();
    for (HostAddress host : addresses) {
      all.add(host(host, plan.at(host)));
    }
    return Json.text(out.add("hosts", all).build());
  }

  private static JsonObjectBuilder host(HostAddress host, HostDecision decision) {
    JsonObjectBuilder out =
        Json.object()
            .add("host", host.host())
            .add("address", host.address().getHostAddress())
            .add("port", host.port())
            .add("name_proven", host.nameProven())
            .add("policy", decision.policy());
    return decision instanceof Speak speak
        ? out.add("usable", true)
            .add("encrypted", speak.protection().isEncrypting())
            .add("verified", speak.protection().isVerifying())
            .add("says", speak.protection().says())
        : out.add("usable", false)
            .add("says", ((HostDecision.PassOver) decision).reply().toString());
  }

  private static JsonObjectBuilder policy(StsPolicy policy) {
    JsonArrayBuilder names = Json.array();
    policy.hosts().forEach(names::add);
    return Json.object()
        .add("mode", policy.mode().name().toLowerCase(Locale.ROOT))
        .add("mx", names)
        .add("max_age", policy.maxAge().toSeconds());
  }

  private static String words(TlsProblem problem) {
    String fault = problem.fault().word();
    return problem.reason().isEmpty() ? fault : fault + ": " + problem.reason();
  }

  private static DomainName domain(String text) {
    try {
      return DomainName.of(Optional.ofNullable(text).orElse("").strip());
    } catch (InvalidAddress e) {
      throw Problem.in(400, "domain", "must be a domain such as example.org");
    }
  }
}
