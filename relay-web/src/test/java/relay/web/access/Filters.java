package relay.web.access;

import relay.domain.http.Administrator;
import relay.domain.reception.AuthenticatedUser;
import relay.domain.reception.LoginVerdict;
import relay.domain.smtp.SmtpReply;

/** Filters as the container would make them. */
public final class Filters {
  /** The administrator's password in tests. */
  public static final String PASSWORD = "correct horse";

  private Filters() {}

  public static AdministratorFilter administrator() {
    var filter = new AdministratorFilter();
    filter.administrator =
        attempt ->
            attempt.user().equals(Administrator.NAME) && attempt.password().equals(PASSWORD)
                ? new LoginVerdict.Granted(
                    new AuthenticatedUser(Administrator.NAME, java.util.Optional.empty()))
                : new LoginVerdict.Denied(SmtpReply.local(535, "5.7.8", "wrong"));
    return filter;
  }
}
