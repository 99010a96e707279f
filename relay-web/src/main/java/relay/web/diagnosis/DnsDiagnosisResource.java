package relay.web.diagnosis;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import relay.domain.access.Right;
import relay.domain.routing.ResolverReport;
import relay.domain.routing.ResolverVerdict;
import relay.domain.routing.ResolverWatch;
import relay.web.access.Needs;
import relay.web.json.Json;

/**
 * {@code GET /api/v1/diagnose/dns}: whether the resolvers do what DNSSEC needs, asked now; health
 * tells from then on what was found.
 */
@Path("api/v1/diagnose/dns")
@Needs(Right.OBSERVE)
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class DnsDiagnosisResource {
  @Inject ResolverWatch resolvers;

  @GET
  public String dns() {
    ResolverReport report = resolvers.ask();
    JsonArrayBuilder all = Json.array();
    for (ResolverVerdict verdict : report.verdicts()) {
      JsonObjectBuilder one = Json.object();
      if (!verdict.server().isEmpty()) {
        one.add("server", verdict.server());
      }
      all.add(one.add("state", verdict.state().label()).add("says", verdict.says()));
    }
    return Json.text(
        Json.object()
            .add("at", report.at().toString())
            .add("dnssec", report.mode().label())
            .add("good", report.troubles().isEmpty())
            .add("resolvers", all)
            .build());
  }
}
