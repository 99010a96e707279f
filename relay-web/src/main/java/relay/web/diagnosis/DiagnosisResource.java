package relay.web.diagnosis;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import relay.domain.access.Right;
import relay.domain.delivery.HostTrace;
import relay.domain.delivery.RecipientOutcome;
import relay.domain.delivery.RecipientReply;
import relay.domain.delivery.ReplyJudge;
import relay.domain.delivery.Stage;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.InvalidAddress;
import relay.domain.mail.Recipient;
import relay.domain.routing.HostAddress;
import relay.domain.routing.HostPlan;
import relay.domain.routing.HostSearch;
import relay.domain.routing.NextHop;
import relay.domain.routing.RouteDecision;
import relay.domain.routing.StreamRoutes;
import relay.domain.smtp.SmtpReply;
import relay.web.access.Needs;
import relay.web.control.JsonBody;
import relay.web.json.Json;
import relay.web.problem.Problem;

/** {@code /api/v1/diagnose/...}: where a mail would go, what a reply or a mail would mean. */
@Path("api/v1/diagnose")
@Needs(Right.OBSERVE)
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class DiagnosisResource {
  private static final EmailAddress SOMEBODY = new EmailAddress("somebody", "example.org");
  @Inject StreamRoutes routes;
  @Inject HostSearch hosts;
  @Inject InputDiagnosis inputs;

  /** The way of a recipient's mail, who says so, and the hosts there, in the order of trying. */
  @GET
  @Path("route")
  public String route(@QueryParam("recipient") String recipient, @Context UriInfo request) {
    EmailAddress address = address(recipient);
    RouteDecision decision =
        routes.decision(RouteQuestion.read(request), address, RouteQuestion.named(request));
    NextHop hop = decision.hop();
    JsonObjectBuilder out =
        Json.object()
            .add("recipient", recipient.strip())
            .add("hop", hop.name())
            .add("kind", HopJson.kind(hop))
            .add("decided_by", decision.by().toString());
    decision.route().ifPresent(route -> out.add("route", route));
    JsonArrayBuilder others = Json.array();
    decision.others().forEach(o -> others.add(HopJson.of(o)));
    out.add("then", others);
    if (!decision.unasked().isEmpty()) {
      JsonArrayBuilder unasked = Json.array();
      decision.unasked().forEach(unasked::add);
      out.add("not_asked", unasked);
    }
    if (hop instanceof NextHop.Barred barred) {
      out.add("reply", barred.why().toString());
    } else if (hop.hasHosts()) {
      plan(hosts.hostsFor(hop), out);
    }
    return Json.text(out.build());
  }

  /**
   * What a reply at some stage of a transaction would mean for its recipient.
   *
   * @param text code, enhanced status if any, and text; lines separated by line feeds
   * @param stage word of {@link Stage}; RCPT when absent
   */
  @GET
  @Path("reply")
  public String reply(@QueryParam("text") String text, @QueryParam("stage") String stage) {
    SmtpReply reply = ReplyText.read(text);
    var said =
        new RecipientReply(
            Recipient.of(SOMEBODY), reply, stageOf(stage), false, HostTrace.NONE, false);
    RecipientOutcome outcome = new ReplyJudge().judge(said);
    JsonObjectBuilder out = Json.object().add("code", reply.code());
    reply.status().ifPresent(s -> out.add("status", s.toString()));
    out.add("stage", said.stage().name().toLowerCase(Locale.ROOT));
    if (outcome instanceof RecipientOutcome.Deferred deferred) {
      out.add("outcome", "deferred").add("cause", deferred.cause().label());
    } else if (outcome instanceof RecipientOutcome.Failed failed) {
      out.add("outcome", "bounced").add("cause", failed.cause().label());
    } else {
      out.add("outcome", outcome instanceof RecipientOutcome.Delivered ? "delivered" : "in_doubt");
    }
    return Json.text(out.build());
  }

  /** The class of a reply, by the classifier that reads those of the mail path. */
  @POST
  @Path("reply")
  @Consumes(MediaType.APPLICATION_JSON)
  public String classOfReply(InputStream body) {
    return Json.text(inputs.reply(JsonBody.read(body)));
  }

  /** What a mail that came back says. */
  @POST
  @Path("mail")
  public String mail(@QueryParam("tenant") String tenant, InputStream body) {
    return Json.text(inputs.mail(body, tenant));
  }

  /** Whether a domain lets an address send in its name. */
  @POST
  @Path("spf")
  @Consumes(MediaType.APPLICATION_JSON)
  public String spf(InputStream body) {
    return Json.text(inputs.spf(JsonBody.read(body)));
  }

  /** What the signatures of a mail are worth. */
  @POST
  @Path("dkim")
  public String dkim(InputStream body) {
    return Json.text(inputs.dkim(body));
  }

  /**
   * Whether the domain in From stands behind a mail.
   *
   * @param ip of the client that brought it; without one SPF is not asked
   */
  @POST
  @Path("dmarc")
  public String dmarc(
      InputStream body,
      @QueryParam("ip") String ip,
      @QueryParam("helo") String helo,
      @QueryParam("from") String from) {
    return Json.text(inputs.dmarc(body, ip, helo, from));
  }

  /** A DMARC or TLS report in one form. */
  @POST
  @Path("report")
  public String report(InputStream body) {
    return Json.text(inputs.report(body));
  }

  private static void plan(HostPlan plan, JsonObjectBuilder out) {
    if (plan instanceof HostPlan.Unreachable unreachable) {
      out.add("reply", unreachable.reply().toString());
      return;
    }
    JsonArrayBuilder all = Json.array();
    for (HostAddress host : ((HostPlan.Hosts) plan).addresses()) {
      all.add(
          Json.object()
              .add("host", host.host())
              .add("address", host.address().getHostAddress())
              .add("port", host.port())
              .add("tls", host.tls().name().toLowerCase(Locale.ROOT))
              .add("login", host.login().isPresent()));
    }
    out.add("hosts", all);
  }

  private static EmailAddress address(String recipient) {
    try {
      return EmailAddress.parse(Optional.ofNullable(recipient).orElse("").strip());
    } catch (InvalidAddress e) {
      throw Problem.in(400, "recipient", e.getMessage());
    }
  }

  private static Stage stageOf(String word) {
    if (word == null || word.isBlank()) {
      return Stage.RCPT;
    }
    try {
      return Stage.valueOf(word.strip().toUpperCase(Locale.ROOT).replace('-', '_'));
    } catch (IllegalArgumentException e) {
      throw Problem.in(
          400,
          "stage",
          "must be one of connect, greeting, ehlo, tls, auth, mail, rcpt, data, final_dot");
    }
  }
}
