package relay.web.mail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import relay.domain.access.Right;
import relay.domain.mail.Content;
import relay.domain.mail.Envelope;
import relay.domain.mail.Lane;
import relay.domain.mail.QueueId;
import relay.domain.reception.ClientSession;
import relay.domain.reception.LineEnds;
import relay.domain.reception.document.DocumentReading;
import relay.domain.reception.document.MailDocument;
import relay.web.access.Caller;
import relay.web.access.Needs;
import relay.web.json.Json;
import relay.web.mail.MailDoor.Wishes;
import relay.web.problem.ProblemMapper;

/**
 * {@code POST /api/v1/messages}: 202 with the queue id once the mail is committed; for an array of
 * mails one result each.
 */
@Path("api/v1/messages")
@Needs(Right.HAND_IN_MAIL)
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class MailResource {
  @Inject BodyReader bodies;
  @Inject MailDoor door;
  @Inject OnceOnly once;
  @Inject Documents documents;

  @POST
  @Consumes("message/rfc822")
  public Response raw(
      InputStream body,
      @HeaderParam(OnceOnly.HEADER) String key,
      @Context UriInfo uri,
      @Context HttpHeaders headers,
      @Context SecurityContext security) {
    ClientSession client = door.client(Caller.of(security));
    var given = new RawEnvelope(uri, headers);
    return bodies.read(
        body,
        octets -> {
          byte[] mail = LineEnds.normalised(octets);
          Envelope envelope = given.read(mail);
          var wishes =
              new Wishes(given.lane(), Optional.empty(), given.campaign(), Optional.empty());
          List<String> identity = identity(envelope, wishes);
          return accepted(
              once.answer(
                  key,
                  owner(client),
                  identity,
                  mail,
                  () -> answer(door.submit(client, envelope, wishes, Content.of(mail)), envelope)));
        });
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response document(
      InputStream body,
      @HeaderParam(OnceOnly.HEADER) String key,
      @Context SecurityContext security) {
    ClientSession client = door.client(Caller.of(security));
    return bodies.read(
        body, json -> Documents.isBatch(json) ? batch(client, key, json) : one(client, key, json));
  }

  private Response one(ClientSession client, String key, byte[] json) {
    MailDocument mail = documents.read(json);
    return accepted(
        once.answer(
            key,
            owner(client),
            List.of("json"),
            json,
            () -> answer(submit(client, mail), mail.envelope())));
  }

  /** Each mail by itself: a wrong address in one newsletter must not keep the others back. */
  private Response batch(ClientSession client, String key, byte[] json) {
    List<DocumentReading> mails = documents.readBatch(json);
    String answer =
        once.answer(
            key,
            owner(client),
            List.of("json"),
            json,
            () -> {
              var results = new BatchAnswer();
              mails.forEach(mail -> submit(client, mail, results));
              return results.text();
            });
    return Response.status(BatchAnswer.statusOf(answer)).entity(answer).build();
  }

  private void submit(ClientSession client, DocumentReading reading, BatchAnswer results) {
    try {
      MailDocument mail = Documents.documentOf(reading);
      results.accepted(submit(client, mail), mail.envelope());
    } catch (RuntimeException e) {
      // Whatever it was: the client must learn which mails before and after it were committed.
      results.refused(ProblemMapper.problemOf(e));
    }
  }

  private QueueId submit(ClientSession client, MailDocument mail) {
    QueueId id = documents.nextId();
    MailDocument whole = documents.filled(mail, id, door.tenantOf(client));
    return door.submit(client, whole.envelope(), Wishes.of(mail, id), documents.compose(whole));
  }

  private static List<String> identity(Envelope envelope, Wishes wishes) {
    List<String> texts = new ArrayList<>();
    texts.add(wishes.lane().map(Lane::label).orElse(""));
    texts.add(envelope.sender().toString());
    envelope.recipients().forEach(r -> texts.add(r.address().toString()));
    wishes.campaign().ifPresent(c -> texts.add("campaign " + c));
    return texts;
  }

  private static String owner(ClientSession client) {
    return client
        .user()
        .map(u -> u.credential().map(id -> "credential " + id).orElse("user " + u.name()))
        .orElse(client.address().getHostAddress());
  }

  private static String answer(QueueId id, Envelope envelope) {
    var recipients = Json.array();
    envelope.recipients().forEach(r -> recipients.add(r.address().toString()));
    var message = Json.object().add("id", id.text()).add("recipients", recipients);
    return Json.text(Json.object().add("messages", Json.array().add(message)).build());
  }

  private static Response accepted(String answer) {
    return Response.status(Response.Status.ACCEPTED).entity(answer).build();
  }
}
