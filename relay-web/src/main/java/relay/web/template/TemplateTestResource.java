package relay.web.template;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import relay.domain.access.Right;
import relay.domain.audit.AuditPen;
import relay.domain.http.HttpSettings;
import relay.domain.mail.QueueId;
import relay.domain.reception.AuthenticatedUser;
import relay.domain.reception.ClientSession;
import relay.domain.reception.ListenerRole;
import relay.domain.reception.document.MailDocument;
import relay.domain.template.Rendering;
import relay.domain.template.Template;
import relay.web.access.Caller;
import relay.web.access.Needs;
import relay.web.control.JsonBody;
import relay.web.control.Operator;
import relay.web.json.Json;
import relay.web.mail.TrialMail;
import relay.web.problem.Problem;

/**
 * {@code POST /api/v1/tenants/{tenant}/templates/{id}/test}: sends it to oneself, through the door
 * that every mail of the tenant comes through.
 */
@Path("api/v1/tenants/{tenant}/templates/{id}/test")
@Needs(Right.CHANGE_OBJECTS)
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class TemplateTestResource {
  private static final int RECIPIENTS_MAX = 5;
  private static final String MARK = "[Test] ";
  @Inject AskedTemplate templates;
  @Inject TrialMail mails;
  @Inject AuditPen audit;

  /** Renders and hands in one mail. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response test(
      @PathParam("tenant") String tenant,
      @PathParam("id") String id,
      @Context SecurityContext security,
      InputStream body) {
    JsonObject wish = JsonBody.read(body);
    AskedTemplate.Asked asked = templates.read(tenant, id, wish);
    Rendering.Rendered words = templates.rendered(asked);
    MailDocument mail = mails.read(letter(wish).toString().getBytes(StandardCharsets.UTF_8));
    if (mail.envelope().recipients().size() > RECIPIENTS_MAX) {
      throw Problem.in(422, "to", "must be at most " + RECIPIENTS_MAX + " addresses");
    }
    audit.write(Operator.of(security), "test", tenant, Template.key(tenant, id).toString(), "");
    QueueId queued =
        mails.submit(
            session(tenant, security),
            mail.filled(MARK + words.subject(), words.html(), words.text()));
    return Response.accepted(Json.text(Json.object().add("id", queued.text()).build())).build();
  }

  /** Whom it goes to, as a mail of the mail API; its words come from the template. */
  private static JsonObject letter(JsonObject wish) {
    var letter = Json.object().add("text", " ");
    for (String name : new String[] {"from", "to", "stream"}) {
      if (wish.containsKey(name)) {
        letter.add(name, wish.get(name));
      }
    }
    return letter.build();
  }

  private static ClientSession session(String tenant, SecurityContext security) {
    Caller caller = Caller.of(security);
    String who = Operator.of(security).name();
    return new ClientSession(
        HttpSettings.DOOR,
        ListenerRole.SUBMISSION,
        caller.address(),
        "",
        caller.isEncrypted() ? "HTTPS" : "HTTP",
        caller.isEncrypted() ? Optional.of("TLS") : Optional.empty(),
        Optional.of(new AuthenticatedUser(who, Optional.empty(), tenant, Optional.empty())));
  }
}
