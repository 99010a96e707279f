package relay.web.doubt;

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
import java.util.List;
import java.util.Optional;
import relay.domain.access.Right;
import relay.domain.mail.QueueId;
import relay.domain.queue.InDoubtMail;
import relay.domain.queue.InDoubtMails;
import relay.domain.queue.QueueUnavailable;
import relay.domain.queue.QueuedMail;
import relay.web.access.Needs;
import relay.web.json.Json;
import relay.web.paging.PageRequest;
import relay.web.problem.Problem;

/** {@code /api/v1/in-doubt}: mail that is held until an operator says whether it arrived. */
@Path("api/v1/in-doubt")
@Needs(Right.OPERATE)
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class InDoubtResource {
  private static final long RETRY_SECONDS = 10;
  @Inject InDoubtMails mails;

  /** Lane by lane, oldest first. */
  @GET
  public String list(@QueryParam("message") String message, @BeanParam PageRequest page) {
    JsonObjectBuilder out =
        page.counted(
                (skipped, most) -> listed(message, skipped + most).stream().skip(skipped).toList())
            .under("in_doubt", InDoubtResource::json);
    mails.count().ifPresent(count -> out.add("mails_waiting", count));
    return Json.text(out.build());
  }

  private List<InDoubtMail> listed(String message, int limit) {
    try {
      return mails.list(Optional.ofNullable(message).map(InDoubtResource::id), limit);
    } catch (QueueUnavailable e) {
      throw Problem.later(e.getMessage(), RETRY_SECONDS);
    }
  }

  private static JsonObjectBuilder json(InDoubtMail each) {
    QueuedMail mail = each.mail();
    JsonArrayBuilder recipients = Json.array();
    mail.envelope().recipients().forEach(r -> recipients.add(r.address().toString()));
    JsonObjectBuilder out =
        Json.object()
            .add("message", mail.entry().mail().text())
            .add("recipients", recipients)
            .add("sender", mail.envelope().sender().toString())
            .add("tenant", mail.owner().tenant())
            .add("stream", mail.owner().stream());
    if (!mail.owner().campaign().isEmpty()) {
      out.add("campaign", mail.owner().campaign());
    }
    return out.add("hop", mail.hop().orElse(""))
        .add("attempts", mail.entry().attempts())
        .add("accepted_at", mail.acceptedAt().toString())
        .add("since", each.since().toString())
        .add("until", each.until().toString());
  }

  private static QueueId id(String text) {
    try {
      return new QueueId(text);
    } catch (IllegalArgumentException e) {
      throw Problem.in(400, "message", "must be a queue id of 20 characters, as the 250 told it");
    }
  }
}
