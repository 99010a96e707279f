package relay.web.traffic;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import relay.domain.access.Right;
import relay.domain.audit.Actor;
import relay.domain.audit.AuditEvent;
import relay.domain.audit.AuditLog;
import relay.domain.audit.AuditUnavailable;
import relay.domain.delivery.Origin;
import relay.domain.traffic.FlowView;
import relay.domain.traffic.Restriction;
import relay.domain.traffic.TrafficControl;
import relay.web.access.Caller;
import relay.web.access.Needs;
import relay.web.json.Json;
import relay.web.paging.PageRequest;
import relay.web.problem.Problem;

/** {@code /api/v1/traffic/overrides}: what the relay restricted by itself, and its end by hand. */
@Path("api/v1/traffic/overrides")
@Needs(Right.OBSERVE)
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class OverrideResource {
  private static final long RETRY_SECONDS = 10;
  private static final char SEPARATOR = 0;
  @Inject TrafficControl traffic;
  @Inject AuditLog audit;
  @Inject InstantSource clock;

  @GET
  public String list(@BeanParam PageRequest page) {
    return Json.text(
        page.ascending(all(), Found::place).under("overrides", OverrideResource::json).build());
  }

  /** Ends one now, on record before it is done; one that is gone already has ended, too. */
  @DELETE
  @Path("{id}")
  @Needs(Right.OPERATE)
  public Response end(@PathParam("id") String id, @Context SecurityContext security) {
    Optional<Found> there =
        all().stream().filter(found -> found.restriction().id().equals(id)).findFirst();
    if (there.isEmpty()) {
      return Response.noContent().build();
    }
    Found known = there.get();
    String before = Json.text(json(known).build());
    Caller caller = Caller.of(security);
    try {
      audit.record(
          new AuditEvent(
              clock.instant(),
              new Actor(caller.getName(), caller.address().getHostAddress()),
              "delete",
              "",
              "traffic-override " + known.restriction().flow(),
              before,
              ""));
    } catch (AuditUnavailable e) {
      throw Problem.later(e.getMessage(), RETRY_SECONDS);
    }
    traffic.endings().end(id);
    return Response.ok(before).build();
  }

  /** A restriction, and the flow and source that it is of. */
  private record Found(String flow, String source, Restriction restriction) {
    /** Of one that another node found: there is no more of the flow here than its name. */
    static Found elsewhere(Restriction restriction) {
      int at = restriction.flow().lastIndexOf('@');
      return at < 0
          ? new Found(restriction.flow(), Origin.DEFAULT_SOURCE, restriction)
          : new Found(
              restriction.flow().substring(0, at),
              restriction.flow().substring(at + 1),
              restriction);
    }

    String place() {
      return flow + SEPARATOR + source + SEPARATOR + restriction.id();
    }
  }

  /** Of this node's flows, and what other nodes have found of others. */
  private List<Found> all() {
    Instant now = clock.instant();
    List<Found> all = new ArrayList<>();
    for (FlowView flow : traffic.flows(now)) {
      flow.restrictions().forEach(r -> all.add(new Found(flow.name(), flow.source(), r)));
    }
    traffic.overrides().elsewhere(now).forEach(r -> all.add(Found.elsewhere(r)));
    all.sort(Comparator.comparing(Found::place));
    return all;
  }

  private static JsonObjectBuilder json(Found of) {
    Restriction found = of.restriction();
    JsonArrayBuilder evidence = Json.array();
    found.evidence().forEach(evidence::add);
    JsonObjectBuilder out =
        Json.object()
            .add("id", found.id())
            .add("flow", of.flow())
            .add("source", of.source())
            .add("kind", found.kind().label())
            .add("rule", found.rule())
            .add("replies", found.count())
            .add("evidence", evidence)
            .add("from", found.from().toString())
            .add("until", found.until().toString());
    found.value().ifPresent(value -> out.add("value", value));
    return out;
  }
}
