package relay.web.access;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.http.Administrator;
import relay.domain.reception.AuthenticatedUser;
import relay.domain.reception.LoginVerdict;
import relay.domain.smtp.SmtpReply;

/** Filters as the container would make them. */
public final class Filters {
  /** The administrator's password in tests. */
  public static final String PASSWORD = "correct horse";

  private Filters() {}

  public static AdministratorCheck check() {
    var check = new AdministratorCheck();
    check.administrator =
        attempt ->
            attempt.user().equals(Administrator.NAME) && attempt.password().equals(PASSWORD)
                ? new LoginVerdict.Granted(
                    new AuthenticatedUser(Administrator.NAME, Optional.empty()))
                : new LoginVerdict.Denied(SmtpReply.local(535, "5.7.8", "wrong"));
    return check;
  }

  /** All of them, with these settings. */
  public static List<Object> with(Map<String, String> settings) {
    var configuration = RelayConfiguration.of(settings, Map.of());
    var administrator = new AdministratorFilter();
    administrator.administrator = check();
    var local = new LocalFilter();
    local.administrator = check();
    local.configuration = configuration;
    var sandbox = new SandboxFilter();
    sandbox.administrator = check();
    sandbox.configuration = configuration;
    return List.of(administrator, local, sandbox, new SecurityHeaders());
  }
}
