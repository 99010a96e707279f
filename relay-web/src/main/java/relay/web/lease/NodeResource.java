package relay.web.lease;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import relay.domain.access.Right;
import relay.domain.lease.Lease;
import relay.domain.lease.LeaseRules.Round;
import relay.domain.lease.Member;
import relay.domain.lease.Slice;
import relay.domain.lease.Slices;
import relay.web.access.Needs;
import relay.web.json.Json;

/** {@code GET /api/v1/nodes}: all nodes that share limits, and what each has of them. */
@Path("api/v1/nodes")
@Needs(Right.OBSERVE)
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class NodeResource {
  private static final double PERCENT = 100.0;
  @Inject Slices slices;

  @GET
  public String show() {
    Optional<Round> last = slices.last();
    JsonArrayBuilder nodes = Json.array();
    JsonObjectBuilder out =
        Json.object().add("shared", slices.mayBeShared()).add("cut_off", slices.isCutOff());
    if (last.isPresent()) {
      Round round = last.get();
      out.add("heard_at", round.now().toString());
      List<Lease> leases = new ArrayList<>(round.others());
      leases.addAll(round.own());
      leases.sort(Comparator.comparing(Lease::flow));
      for (Member member : round.nodes().members()) {
        nodes.add(json(member, member.equals(round.nodes().self()), leases));
      }
    }
    return Json.text(out.add("nodes", nodes).build());
  }

  private static JsonObjectBuilder json(Member member, boolean isThis, List<Lease> leases) {
    JsonArrayBuilder held = Json.array();
    leases.stream()
        .filter(lease -> lease.node().equals(member.id()))
        .forEach(lease -> held.add(json(lease)));
    return Json.object()
        .add("node", member.id())
        .add("name", member.name())
        .add("this_node", isThis)
        .add("state", member.isLost() ? "lost" : "here")
        .add("seen_at", member.seenAt().toString())
        .add("nodes_known", member.known())
        .add("slices", held);
  }

  private static JsonObjectBuilder json(Lease lease) {
    JsonObjectBuilder out =
        Json.object()
            .add("flow", lease.flow())
            .add("percent", Math.round(lease.slice().parts() * PERCENT / Slice.PARTS))
            .add("demand", lease.demand());
    if (lease.limit() > 0) {
      out.add("connections", lease.slice().connections()).add("of_connections", lease.limit());
    }
    return out;
  }
}
