package relay.web.login;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import relay.domain.access.Right;
import relay.domain.audit.AuditPen;
import relay.domain.mail.IpLiteral;
import relay.domain.reception.LockOut;
import relay.domain.reception.LockOuts;
import relay.web.access.Needs;
import relay.web.control.Operator;
import relay.web.json.Json;
import relay.web.paging.PageRequest;
import relay.web.problem.Problem;

/** {@code GET /api/v1/logins/locked} and {@code POST /api/v1/logins/unlock}. */
@Path("api/v1/logins")
@Needs(Right.OPERATE)
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class LoginResource {
  private static final int ACCOUNT_CHARS_SHOWN = 256;
  @Inject LockOuts lockOuts;
  @Inject AuditPen audit;

  @GET
  @Path("locked")
  public String locked(@BeanParam PageRequest page) {
    return Json.text(
        page.descending(lockOuts.waiting(), LoginResource::place)
            .under("locked", LoginResource::json)
            .build());
  }

  /** The longest wait first. */
  private static String place(LockOut lockOut) {
    return PageRequest.place(lockOut.until()) + kind(lockOut) + lockOut.name();
  }

  private static String kind(LockOut lockOut) {
    return lockOut.kind().name().toLowerCase(Locale.ROOT);
  }

  private static JsonObjectBuilder json(LockOut lockOut) {
    return Json.object()
        .add("kind", kind(lockOut))
        .add("name", lockOut.name())
        .add("failures", lockOut.failures())
        .add("until", lockOut.until().toString());
  }

  /** Either an account or an address; {@code unlocked} is false when it had no failures. */
  @POST
  @Path("unlock")
  public String unlock(
      @QueryParam("account") String account,
      @QueryParam("address") String address,
      @Context SecurityContext security) {
    if ((account == null) == (address == null)) {
      throw Problem.of(400, "give either account or address");
    }
    Optional<InetAddress> from = Optional.ofNullable(address).map(LoginResource::addressIn);
    boolean unlocked =
        from.map(lockOuts::unlockAddress).orElseGet(() -> lockOuts.unlockAccount(account));
    audit.write(
        Operator.of(security),
        "unlock",
        "",
        account != null ? "account " + shortened(account) : "address " + address,
        unlocked ? "" : "had no failures");
    return Json.text(Json.object().add("unlocked", unlocked).build());
  }

  private static String shortened(String account) {
    return account.substring(0, Math.min(account.length(), ACCOUNT_CHARS_SHOWN));
  }

  /** An address, or a /64 as the list shows it. */
  private static InetAddress addressIn(String text) {
    String bare = text.endsWith("/64") ? text.substring(0, text.length() - 3) : text;
    return IpLiteral.parse(bare)
        .orElseThrow(() -> Problem.of(400, "address must be an IPv4 or IPv6 address"));
  }
}
