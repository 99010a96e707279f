package relay.web.traffic;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import relay.domain.access.Right;
import relay.domain.traffic.FlowLimits;
import relay.domain.traffic.FlowShare;
import relay.domain.traffic.FlowView;
import relay.domain.traffic.ShareView;
import relay.domain.traffic.TrafficControl;
import relay.web.access.Needs;
import relay.web.json.Json;
import relay.web.paging.PageRequest;

/** {@code GET /api/v1/traffic}: each flow, what of its limits is in use, and why mail waits. */
@Path("api/v1/traffic")
@Needs(Right.OBSERVE)
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class TrafficResource {
  private static final char SEPARATOR = 0;
  @Inject TrafficControl traffic;
  @Inject InstantSource clock;

  /**
   * @param q a part of the name of a flow, of its provider or of a host
   */
  @GET
  public String list(@QueryParam("q") String q, @BeanParam PageRequest page) {
    String part = q == null ? "" : q.toLowerCase(Locale.ROOT);
    List<FlowView> meant =
        traffic.flows(clock.instant()).stream().filter(f -> isMeant(f, part)).toList();
    return Json.text(
        page.ascending(meant, TrafficResource::place)
            .under("flows", TrafficResource::json)
            .build());
  }

  /** As the list is in order: flows with attempts under way first, then by name. */
  private static String place(FlowView flow) {
    return (flow.running() == 0 ? "1" : "0") + flow.name() + SEPARATOR + flow.source();
  }

  private static boolean isMeant(FlowView flow, String part) {
    return flow.name().contains(part)
        || flow.provider().filter(p -> p.toLowerCase(Locale.ROOT).contains(part)).isPresent()
        || flow.hosts().stream().anyMatch(h -> h.contains(part));
  }

  private static JsonObjectBuilder json(FlowView flow) {
    JsonArrayBuilder hosts = Json.array();
    flow.hosts().forEach(hosts::add);
    JsonArrayBuilder limits = Json.array();
    for (FlowLimits.Row row : flow.limits()) {
      JsonObjectBuilder out = Json.object().add("limit", row.limit().label());
      row.value().ifPresent(value -> out.add("value", value));
      limits.add(out.add("by", row.by().toString()));
    }
    JsonArrayBuilder shares = Json.array();
    for (ShareView share : flow.shares()) {
      shares.add(
          Json.object()
              .add("tenant", share.tenant())
              .add("stream", share.stream())
              .add("percent", share.percent())
              .add("until", share.until().toString()));
    }
    JsonObjectBuilder out =
        Json.object()
            .add("flow", flow.name())
            .add("source", flow.source())
            .add("hosts", hosts)
            .add("running", flow.running())
            .add("slots", flow.slots())
            .add("limits", limits)
            .add("waiting", shares);
    flow.shared().ifPresent(share -> out.add("shared", json(share)));
    flow.otp()
        .ifPresent(
            otp ->
                out.add(
                    "otp",
                    Json.object()
                        .add("percent", otp.percent())
                        .add("running", otp.running())
                        .add("used_up", otp.isUsedUp())));
    flow.provider().ifPresent(title -> out.add("provider", title));
    flow.waitingUntil().ifPresent(at -> out.add("waiting_until", at.toString()));
    flow.why().ifPresent(why -> out.add("why", why));
    return out;
  }

  private static JsonObjectBuilder json(FlowShare share) {
    JsonObjectBuilder out =
        Json.object().add("nodes", share.nodes()).add("percent", share.percent());
    int connections = share.slice().connections();
    return connections == Integer.MAX_VALUE ? out : out.add("connections", connections);
  }
}
