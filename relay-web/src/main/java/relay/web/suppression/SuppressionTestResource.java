package relay.web.suppression;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.time.InstantSource;
import java.util.List;
import relay.domain.access.Right;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.InvalidAddress;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOwner;
import relay.domain.mail.Recipient;
import relay.domain.suppression.SuppressionBook.Match;
import relay.domain.suppression.SuppressionDoor;
import relay.domain.suppression.SuppressionDoor.HeldBack;
import relay.domain.tenancy.CurrentTenancy;
import relay.web.access.Needs;
import relay.web.json.Json;
import relay.web.problem.Problem;

/** {@code GET /api/v1/suppressions/test}: what the mail path of this node would say. */
@Path("api/v1/suppressions/test")
@Needs(value = Right.READ_SUPPRESSIONS, narrows = true)
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class SuppressionTestResource {
  @Inject SuppressionDoor door;
  @Inject CurrentTenancy tenancy;
  @Inject InstantSource clock;

  /**
   * @param stream of the tenant; absent: the one called transactional
   */
  @GET
  public String test(
      @QueryParam("address") String address,
      @QueryParam("tenant") String tenant,
      @QueryParam("stream") String stream,
      @Context SecurityContext security) {
    Reach reach = Reach.of(security);
    String name = stream == null || stream.isBlank() ? Lane.TRANSACTIONAL.label() : stream;
    var owner = new MailOwner(reach.tenant(tenant).orElse(MailOwner.DEFAULT_TENANT), name, "");
    Lane lane = tenancy.get().streamOf(owner, Lane.TRANSACTIONAL).lane();
    List<HeldBack> heldBack =
        door.heldBack(owner, lane, List.of(recipient(address)), clock.instant());
    JsonObjectBuilder out =
        Json.object()
            .add("tenant", owner.tenant())
            .add("stream", name)
            .add("lane", lane.label())
            .add("suppressed", !heldBack.isEmpty());
    if (!heldBack.isEmpty()) {
      Match match = heldBack.get(0).match();
      out.add("subject", match.subject().text())
          .add("scope", match.scope().toString())
          .add("reason", match.reason().label())
          .add("sentence", match.sentence());
      // Of what is beyond his reach a tenant learns that it holds his mail back, not where it is.
      if (reach.only().isEmpty() || !match.scope().isGlobal()) {
        out.add("id", match.id());
      }
    }
    return Json.text(out.build());
  }

  private static Recipient recipient(String address) {
    try {
      return Recipient.of(EmailAddress.parse(String.valueOf(address).strip()));
    } catch (InvalidAddress e) {
      throw Problem.in(400, "address", "must be an address");
    }
  }
}
