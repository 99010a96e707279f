package relay.web.routing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import relay.domain.access.Right;
import relay.domain.configuration.CurrentConfiguration;
import relay.domain.control.InvalidField;
import relay.domain.delivery.Origin;
import relay.domain.delivery.TargetProbe;
import relay.domain.egress.EgressChoice;
import relay.domain.egress.EgressDesk;
import relay.domain.routing.NextHop;
import relay.domain.routing.RouteTrial;
import relay.domain.routing.StreamRoutes;
import relay.domain.routing.TargetTrial;
import relay.domain.routing.TrialOrder;
import relay.web.access.Needs;
import relay.web.json.Json;
import relay.web.problem.Problem;

/**
 * {@code POST /api/v1/route-test}: which rule a mail would match, where it would be tried and, if
 * wished, what the hosts there say. No mail is sent.
 */
@Path("api/v1/route-test")
@Needs(Right.OPERATE)
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class RouteTestResource {
  private static final int BODY_CHARS_MAX = 64 << 10;
  @Inject StreamRoutes routes;
  @Inject EgressDesk egress;
  @Inject TargetProbe probe;
  @Inject CurrentConfiguration configuration;
  @Inject InstantSource clock;

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public String test(String body) {
    TrialOrder order = read(body);
    RouteTrial trial = routes.trial(order.mail(), order.recipient(), order.route());
    JsonObjectBuilder out =
        Json.object()
            .add("recipient", order.recipient().toString())
            .add("decided_by", trial.decision().by().toString());
    trial.decision().route().ifPresent(route -> out.add("route", route));
    out.add("rules", TrialJson.rules(trial.rules()));
    if (!trial.forbidden().isEmpty()) {
      JsonArrayBuilder forbidden = Json.array();
      trial.forbidden().forEach(forbidden::add);
      out.add("forbidden", forbidden);
    }
    out.add("targets", targets(order, trial.targets()));
    return Json.text(out.build());
  }

  private JsonArrayBuilder targets(TrialOrder order, List<TargetTrial> targets) {
    Instant end = clock.instant().plus(configuration.get().routeHealth().testMax());
    JsonArrayBuilder all = Json.array();
    for (TargetTrial target : targets) {
      JsonObjectBuilder json = TrialJson.of(target);
      if (order.connect()) {
        connect(order, target.hop(), end, json);
      }
      all.add(json);
    }
    return all;
  }

  private void connect(TrialOrder order, NextHop hop, Instant end, JsonObjectBuilder json) {
    EgressChoice choice = egress.choose(order.mail().owner(), order.sender());
    if (!hop.hasHosts()) {
      json.add("not_connected", "there are no mail servers behind it");
    } else if (choice instanceof EgressChoice.Nowhere nowhere) {
      json.add("not_connected", nowhere.reply().toString());
    } else {
      Duration left = Duration.between(clock.instant(), end);
      Origin origin = ((EgressChoice.From) choice).sources().get(0).origin();
      json.add(
          "hosts",
          TrialJson.hosts(probe.probe(hop, origin, left.isNegative() ? Duration.ZERO : left)));
    }
  }

  private static TrialOrder read(String body) {
    if (body.length() > BODY_CHARS_MAX) {
      throw Problem.of(413, "the body must be at most " + BODY_CHARS_MAX + " characters");
    }
    try {
      return TrialOrder.read(
          Json.readObject(body)
              .orElseThrow(() -> Problem.of(400, "the body must be a JSON object")));
    } catch (InvalidField e) {
      throw Problem.in(422, e.field(), e.getMessage());
    }
  }
}
