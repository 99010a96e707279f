package relay.web.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import relay.domain.access.Right;
import relay.domain.administration.ObjectDesk;
import relay.domain.control.ControlOutcome;
import relay.domain.control.Refusal;
import relay.domain.mail.DomainName;
import relay.domain.onboarding.DomainOnboarding;
import relay.domain.onboarding.Verification;
import relay.domain.tenancy.SendingDomain;
import relay.web.access.Needs;
import relay.web.json.Json;
import relay.web.problem.Problem;

/** {@code POST /api/v1/tenants/{tenant}/domains/{id}/verify}: looks for the proof of a domain. */
@Path("api/v1/tenants/{tenant}/domains/{id}/verify")
@Needs(Right.CHANGE_OBJECTS)
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class DomainProofResource {
  private static final long RETRY_SECONDS = 30;
  private static final int RECORDS_SHOWN = 5;
  @Inject DomainOnboarding onboarding;
  @Inject ObjectDesk desk;

  @POST
  public Response verify(
      @PathParam("tenant") String tenant,
      @PathParam("id") String id,
      @Context SecurityContext security) {
    Verification found = onboarding.verify(tenant, name(id), Operator.of(security));
    if (found instanceof Verification.Verified verified) {
      SendingDomain domain = verified.domain();
      return Response.ok(Json.text(desk.shown(domain)))
          .header(HttpHeaders.ETAG, Conditions.tag(domain.version()))
          .build();
    }
    if (found instanceof Verification.NoAnswer none) {
      throw Problem.later("the DNS gave no answer: " + none.reason(), RETRY_SECONDS);
    }
    if (found instanceof Verification.NotSeen missing) {
      throw Problem.of(
          409,
          "publish a TXT record at "
              + missing.name()
              + " with the text "
              + missing.text()
              + ", or the record of one of its DKIM keys; "
              + there(missing.found()));
    }
    throw unchanged(((Verification.NotChanged) found).outcome());
  }

  private static String there(List<String> texts) {
    return texts.isEmpty()
        ? "there is no TXT record now"
        : "there is now: "
            + String.join(", ", texts.subList(0, Math.min(RECORDS_SHOWN, texts.size())));
  }

  private static Problem unchanged(ControlOutcome outcome) {
    if (outcome instanceof ControlOutcome.Refused refused
        && refused.why() instanceof Refusal.Conflict conflict) {
      return Problem.of(409, conflict.why());
    }
    return outcome instanceof ControlOutcome.Missing missing
        ? Problem.in(404, "id", "there is no " + missing.key())
        : Problem.of(409, "somebody changed the domain meanwhile; verify it again");
  }

  static DomainName name(String id) {
    try {
      return DomainName.of(id);
    } catch (IllegalArgumentException e) {
      throw Problem.in(404, "id", "no domain is called so");
    }
  }
}
