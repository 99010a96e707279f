package relay.web.explain;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import relay.domain.access.Right;
import relay.domain.control.InvalidField;
import relay.domain.explain.HypotheticalMail;
import relay.domain.explain.MailExplainer;
import relay.domain.explain.QuestionReader;
import relay.web.access.Needs;
import relay.web.json.Json;
import relay.web.problem.Problem;

/** {@code POST /api/v1/explain}: what would become of a mail, and why. Nothing is sent. */
@Path("api/v1/explain")
@Needs(Right.OBSERVE)
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class ExplainResource {
  private static final int BODY_OCTETS_MAX = 64 << 10;
  @Inject MailExplainer explainer;
  @Inject QuestionReader questions;

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public String explain(InputStream body) {
    HypotheticalMail mail = mail(body);
    return Json.text(
        ExplanationJson.of(explainer.explain(mail), mail.envelope().recipients().size()));
  }

  private HypotheticalMail mail(InputStream body) {
    try {
      return questions.read(document(body));
    } catch (InvalidField e) {
      throw Problem.in(422, e.field(), e.getMessage());
    }
  }

  private static JsonObject document(InputStream body) {
    try {
      byte[] octets = body.readNBytes(BODY_OCTETS_MAX + 1);
      if (octets.length > BODY_OCTETS_MAX) {
        throw Problem.of(413, "the body must be at most " + BODY_OCTETS_MAX + " octets");
      }
      return Json.readObject(new String(octets, StandardCharsets.UTF_8))
          .orElseThrow(() -> Problem.of(400, "the body must be a JSON object"));
    } catch (IOException e) {
      throw Problem.of(400, "the body could not be read to its end");
    }
  }
}
