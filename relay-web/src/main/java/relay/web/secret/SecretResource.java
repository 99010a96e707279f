package relay.web.secret;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import relay.domain.access.Right;
import relay.domain.administration.SecretDesk;
import relay.domain.administration.SecretDesk.Standing;
import relay.domain.identity.IdentityKey;
import relay.domain.identity.IdentityKeys;
import relay.domain.secret.ContentKeys;
import relay.web.access.Needs;
import relay.web.control.Operator;
import relay.web.json.Json;
import relay.web.problem.Problem;

/**
 * {@code /api/v1/secrets}: with which keys secrets and contents are sealed, a new master key, and
 * the keys of identity tokens.
 */
@Path("api/v1/secrets")
@Needs(Right.ADMINISTER)
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class SecretResource {
  @Inject SecretDesk desk;
  @Inject ContentKeys contents;
  @Inject IdentityKeys identity;

  /** How the secrets are sealed, and the contents of mails. */
  @GET
  public String show() {
    return Json.text(json(desk.standing()).add("content", json(contents.standing())).build());
  }

  /** Makes a new master key and seals everything with it. */
  @POST
  @Path("rotate")
  public String rotate(@Context SecurityContext security) {
    try {
      return Json.text(json(desk.rotate(Operator.of(security))).build());
    } catch (IllegalStateException e) {
      throw Problem.of(409, e.getMessage());
    }
  }

  /** Seals with the newest master key what an older one sealed. */
  @POST
  @Path("reseal")
  public String reseal(@Context SecurityContext security) {
    return Json.text(json(desk.reseal(Operator.of(security))).build());
  }

  /** The keys of identity tokens, oldest first; the last one makes tokens. */
  @GET
  @Path("identity-keys")
  public String identityKeys() {
    JsonArrayBuilder all = Json.array();
    identity.all().forEach(key -> all.add(json(key)));
    return Json.text(Json.object().add("identity_keys", all).build());
  }

  /** Makes a new key for identity tokens; what the others signed counts to its end. */
  @POST
  @Path("identity-keys/rotate")
  public String rotateIdentity(@Context SecurityContext security) {
    return identity
        .rotate(Operator.of(security))
        .map(key -> Json.text(json(key)))
        .orElseThrow(
            () ->
                Problem.of(
                    409,
                    "tokens of all 16 keys still count, or another key was made at this moment;"
                        + " try again later"));
  }

  private static JsonObject json(IdentityKey key) {
    return Json.object()
        .add("number", key.number())
        .add("created_at", key.createdAt().toString())
        .build();
  }

  private static JsonObjectBuilder json(Standing standing) {
    return Json.object()
        .add("newest_key", standing.newestKey())
        .add("sealed", standing.sealed())
        .add("outdated", standing.outdated())
        .add("unreadable", texts(standing.unreadable()));
  }

  private static JsonObjectBuilder json(ContentKeys.Standing standing) {
    JsonObjectBuilder queued = Json.object();
    standing.queued().forEach((key, mails) -> queued.add(key, mails.longValue()));
    return Json.object()
        .add("encryption", standing.encryption())
        .add("keys", texts(standing.keys()))
        .add("queued", queued)
        .add("locked", standing.locked())
        .add("troubles", texts(standing.troubles()));
  }

  private static JsonArrayBuilder texts(List<String> texts) {
    JsonArrayBuilder array = Json.array();
    texts.forEach(array::add);
    return array;
  }
}
