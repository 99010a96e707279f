package relay.web.egress;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import relay.domain.access.Right;
import relay.domain.control.Fields;
import relay.domain.egress.EgressBook;
import relay.domain.egress.EgressDesk;
import relay.domain.egress.EgressPool;
import relay.domain.egress.EgressSource;
import relay.domain.egress.NameFinding;
import relay.domain.egress.NamePatrol;
import relay.domain.traffic.FlowView;
import relay.domain.traffic.TrafficControl;
import relay.web.access.Needs;
import relay.web.json.Json;

/** {@code GET /api/v1/egress}: each source with what it does now and its names, each pool. */
@Path("api/v1/egress")
@Needs(Right.OBSERVE)
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class EgressResource {
  @Inject EgressDesk egress;
  @Inject NamePatrol names;
  @Inject TrafficControl traffic;
  @Inject InstantSource clock;

  @GET
  public String show() {
    Map<String, Integer> running = new HashMap<>();
    for (FlowView flow : traffic.flows(clock.instant())) {
      running.merge(flow.source(), flow.running(), Integer::sum);
    }
    EgressBook book = egress.book();
    JsonArrayBuilder sources = Json.array();
    for (EgressSource source : book.sources()) {
      sources.add(json(source, book, running.getOrDefault(source.name(), 0)));
    }
    JsonArrayBuilder pools = Json.array();
    book.pools().forEach(pool -> pools.add(json(pool, book)));
    return Json.text(Json.object().add("sources", sources).add("pools", pools).build());
  }

  private JsonObjectBuilder json(EgressSource source, EgressBook book, int running) {
    JsonArrayBuilder addresses = Json.array();
    source.addresses().forEach(address -> addresses.add(json(source, address)));
    JsonArrayBuilder pools = Json.array();
    book.pools().stream()
        .filter(pool -> pool.sources().contains(source.name()))
        .forEach(pool -> pools.add(pool.name()));
    return Json.object()
        .add("source", source.name())
        .add("state", Fields.word(source.state()))
        .add("weight", source.weight())
        .add("ehlo_name", names.nameOf(source))
        .add("running", running)
        .add("pools", pools)
        .add("addresses", addresses);
  }

  private JsonObjectBuilder json(EgressSource source, InetAddress address) {
    JsonObjectBuilder out =
        Json.object()
            .add("address", address.getHostAddress())
            .add("family", address instanceof Inet4Address ? "ipv4" : "ipv6")
            .add("on_this_machine", egress.isHere(address));
    names.finding(source, address).ifPresent(found -> out.add("names", json(found)));
    return out;
  }

  private static JsonObjectBuilder json(NameFinding found) {
    JsonArrayBuilder names = Json.array();
    found.names().forEach(names::add);
    JsonArrayBuilder advice = Json.array();
    found.advice().forEach(advice::add);
    return Json.object()
        .add("state", Fields.word(found.state()))
        .add("found", names)
        .add("advice", advice)
        .add("checked_at", found.checkedAt().toString());
  }

  private static JsonObjectBuilder json(EgressPool pool, EgressBook book) {
    JsonArrayBuilder sources = Json.array();
    pool.sources().forEach(sources::add);
    JsonArrayBuilder tenants = Json.array();
    pool.tenants().stream().sorted().forEach(tenants::add);
    JsonArrayBuilder domains = Json.array();
    pool.senderDomains().stream().map(d -> d.ascii()).sorted().forEach(domains::add);
    JsonArrayBuilder streams = Json.array();
    book.streamsOf(pool.name()).forEach(streams::add);
    return Json.object()
        .add("pool", pool.name())
        .add("selection", Fields.word(pool.selection()))
        .add("sources", sources)
        .add("tenants", tenants)
        .add("sender_domains", domains)
        .add("streams", streams);
  }
}
