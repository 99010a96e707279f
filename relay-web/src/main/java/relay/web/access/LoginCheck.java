package relay.web.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import relay.domain.access.AccessRules;
import relay.domain.access.AccessVerdict;
import relay.domain.access.Identity;
import relay.domain.access.Right;
import relay.domain.access.Role;
import relay.domain.http.Administrator;
import relay.domain.http.Credentials;
import relay.domain.reception.AuthenticatedUser;
import relay.domain.reception.LoginAttempt;
import relay.domain.reception.LoginMessage;
import relay.domain.reception.LoginStep;
import relay.domain.reception.LoginVerdict;
import relay.domain.reception.SubmissionListener;
import relay.domain.tenancy.CurrentTenancy;
import relay.domain.user.Session;
import relay.domain.user.UserDoor;
import relay.web.problem.Problem;

/**
 * Finds out who a caller is by what he shows: a name and a password, an API token, or the cookie of
 * a session.
 */
@ApplicationScoped
public class LoginCheck {
  private static final long RETRY_SECONDS = 30;
  private static final String NOT_FOR_SENDING =
      "this login is not for sending mail; use one with permission send (relay credential create)";
  @Inject Administrator administrator;
  @Inject SubmissionListener reception;
  @Inject CurrentTenancy tenancy;
  @Inject UserDoor users;
  @Inject StaffLogins staff;

  /**
   * Who it is.
   *
   * @throws Problem 401 when he shows nothing or what is wrong, 503 when he must wait
   */
  public Identity identify(Caller caller) {
    if (caller.isBySession()) {
      return session(caller).identity();
    }
    Optional<Credentials> given = caller.credentials();
    if (isAdministrator(caller)) {
      granted(administrator.login(attempt(given.get(), caller)));
      var admin = Identity.ofPlatform(Administrator.NAME, Role.PLATFORM_ADMINISTRATOR);
      staff.loggedIn(admin, caller, "password");
      return admin;
    }
    Identity identity =
        handedInBy(caller)
            .map(user -> Identity.of(user, tenancy.get()))
            .orElseThrow(
                () -> Problem.of(401, "log in with a name and a password, or with an API token"));
    staff.loggedIn(identity, caller, caller.token().isPresent() ? "api token" : "password");
    return identity;
  }

  private static boolean isAdministrator(Caller caller) {
    return caller.credentials().filter(c -> c.user().equals(Administrator.NAME)).isPresent();
  }

  private Optional<AuthenticatedUser> handedInBy(Caller caller) {
    if (caller.token().isPresent()) {
      var message = new LoginMessage.ApiToken(caller.token().get(), caller.address());
      return Optional.of(granted(((LoginStep.Ended) reception.login(message)).verdict()));
    }
    return caller.credentials().map(given -> granted(reception.login(attempt(given, caller))));
  }

  /**
   * Who it is that wants to change something: with a cookie alone he may not, for a page of another
   * site could have made his browser send it.
   *
   * @throws Problem 403 without the session's own token; else as {@link #identify}
   */
  Identity identifyForChange(Caller caller) {
    if (!caller.isBySession()) {
      return identify(caller);
    }
    Session session = session(caller);
    byte[] shown = caller.csrfToken().orElse("").getBytes(StandardCharsets.UTF_8);
    if (!MessageDigest.isEqual(shown, session.csrfToken().getBytes(StandardCharsets.UTF_8))) {
      throw Problem.in(
          403,
          Caller.CSRF_HEADER,
          Caller.CSRF_HEADER + " must hold the csrf_token that the login answered");
    }
    return session.identity();
  }

  private Session session(Caller caller) {
    return users
        .session(caller.session().orElseThrow())
        .orElseThrow(() -> Problem.of(401, "the session has ended; log in again"));
  }

  /**
   * Whose mail a caller hands in, who may do so.
   *
   * @return empty when he shows nothing
   * @throws Problem 401 for what is wrong, 403 without the right, 503 when he must wait
   */
  public Optional<AuthenticatedUser> sender(Caller caller) {
    if (caller.isBySession()) {
      throw Problem.of(403, "a session is not for sending mail; use a login with permission send");
    }
    if (isAdministrator(caller)) {
      identify(caller);
      throw Problem.of(403, NOT_FOR_SENDING);
    }
    Optional<AuthenticatedUser> user = handedInBy(caller);
    if (user.isPresent()) {
      Identity identity = Identity.of(user.get(), tenancy.get());
      if (!(AccessRules.judge(identity, Right.HAND_IN_MAIL, Optional.empty(), true)
          instanceof AccessVerdict.Allowed)) {
        throw Problem.of(403, NOT_FOR_SENDING);
      }
    }
    return user;
  }

  /**
   * Whether a caller may do something that concerns the whole platform; false for a wrong login.
   */
  public boolean may(Caller caller, Right right) {
    if (!caller.showsLogin()) {
      return false;
    }
    try {
      return AccessRules.judge(identify(caller), right, Optional.empty(), false)
          instanceof AccessVerdict.Allowed;
    } catch (Problem wrong) {
      return false;
    }
  }

  private static LoginAttempt attempt(Credentials given, Caller caller) {
    return new LoginAttempt(given.user(), given.password(), caller.address());
  }

  private static AuthenticatedUser granted(LoginVerdict verdict) {
    if (verdict instanceof LoginVerdict.Granted granted) {
      return granted.user();
    }
    var reply = ((LoginVerdict.Denied) verdict).reply();
    throw reply.isTemporary()
        ? Problem.later(reply.toString(), RETRY_SECONDS)
        : Problem.of(401, reply.toString());
  }
}
