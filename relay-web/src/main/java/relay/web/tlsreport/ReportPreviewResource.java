package relay.web.tlsreport;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import relay.domain.access.Right;
import relay.domain.mail.DomainName;
import relay.domain.mail.InvalidAddress;
import relay.domain.tlsreport.ReportPreview;
import relay.web.access.Needs;
import relay.web.json.Json;
import relay.web.problem.Problem;

/** {@code GET /api/v1/diagnose/tls-report}: what a domain would be told about today. */
@Path("api/v1/diagnose/tls-report")
@Needs(Right.OBSERVE)
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class ReportPreviewResource {
  @Inject ReportPreview preview;

  /** Asks the DNS where the domain wants its reports; sends nothing. */
  @GET
  public String preview(@QueryParam("domain") String text) {
    return Json.text(preview.of(domain(text)));
  }

  private static DomainName domain(String text) {
    try {
      return DomainName.of(Optional.ofNullable(text).orElse("").strip());
    } catch (InvalidAddress e) {
      throw Problem.in(400, "domain", "must be a domain such as example.org");
    }
  }
}
