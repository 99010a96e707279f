package relay.web.template;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import relay.domain.access.Right;
import relay.domain.template.Rendering;
import relay.web.access.Needs;
import relay.web.control.JsonBody;
import relay.web.json.Json;

/** {@code POST /api/v1/tenants/{tenant}/templates/{id}/preview}: what one recipient would see. */
@Path("api/v1/tenants/{tenant}/templates/{id}/preview")
@Needs(Right.READ_TENANTS)
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class TemplatePreviewResource {
  @Inject AskedTemplate templates;

  /** Renders it with the data given; changes nothing. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public String preview(
      @PathParam("tenant") String tenant, @PathParam("id") String id, InputStream body) {
    AskedTemplate.Asked asked = templates.read(tenant, id, JsonBody.read(body));
    Rendering.Rendered words = templates.rendered(asked);
    JsonObjectBuilder out = Json.object().add("subject", words.subject());
    words.html().ifPresent(html -> out.add("html", html));
    JsonArrayBuilder names = Json.array();
    asked.compiled().names().forEach(names::add);
    return Json.text(out.add("text", words.text()).add("names", names).build());
  }
}
