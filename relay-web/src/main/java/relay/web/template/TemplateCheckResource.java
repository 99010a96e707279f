package relay.web.template;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import relay.domain.access.Right;
import relay.domain.control.Fields;
import relay.domain.template.ContentCheck;
import relay.domain.template.ContentReport;
import relay.web.access.Needs;
import relay.web.control.JsonBody;
import relay.web.json.Json;

/** {@code POST /api/v1/tenants/{tenant}/templates/{id}/check}: what to mend before sending. */
@Path("api/v1/tenants/{tenant}/templates/{id}/check")
@Needs(Right.READ_TENANTS)
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class TemplateCheckResource {
  @Inject AskedTemplate templates;

  /** Looks the mail through that the data given makes of it. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public String check(
      @PathParam("tenant") String tenant, @PathParam("id") String id, InputStream body) {
    AskedTemplate.Asked asked = templates.read(tenant, id, JsonBody.read(body));
    ContentReport report = ContentCheck.of(templates.rendered(asked), asked.hasOwnText());
    JsonArrayBuilder findings = Json.array();
    report
        .findings()
        .forEach(
            finding ->
                findings.add(
                    Json.object()
                        .add("weight", Fields.word(finding.weight()))
                        .add("code", finding.code())
                        .add("text", finding.text())));
    JsonArrayBuilder links = Json.array();
    report.links().forEach(links::add);
    return Json.text(
        Json.object()
            .add("findings", findings)
            .add("links", links)
            .add("html_octets", report.htmlOctets())
            .add("text_octets", report.textOctets())
            .add("spam_score", report.spamScore())
            .build());
  }
}
