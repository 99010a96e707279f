package relay.web.access;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import relay.domain.audit.AuditLog;
import relay.domain.audit.AuditPen;
import relay.domain.audit.InMemoryAuditLog;
import relay.domain.configuration.BootSettings;
import relay.domain.configuration.CurrentConfiguration;
import relay.domain.http.Administrator;
import relay.domain.reception.AuthenticatedUser;
import relay.domain.reception.LoginVerdict;
import relay.domain.reception.SubmissionListener;
import relay.domain.smtp.SmtpReply;
import relay.domain.tenancy.Tenancy;
import relay.domain.user.UserDoor;

/** Filters as the container would make them. */
public final class Filters {
  /** The administrator's password in tests. */
  public static final String PASSWORD = "correct horse";

  private Filters() {}

  public static LoginCheck check() {
    return check(new People());
  }

  /** With another door for those who hand in mail. */
  public static LoginCheck check(SubmissionListener reception) {
    var check = new LoginCheck();
    check.administrator =
        attempt ->
            attempt.user().equals(Administrator.NAME) && attempt.password().equals(PASSWORD)
                ? new LoginVerdict.Granted(
                    new AuthenticatedUser(Administrator.NAME, Optional.empty()))
                : new LoginVerdict.Denied(SmtpReply.local(535, "5.7.8", "wrong"));
    check.reception = reception;
    check.users = new FakeUserDoor();
    check.staff = staff(new InMemoryAuditLog());
    Tenancy tenancy = new People().tenancy();
    check.tenancy = () -> tenancy;
    return check;
  }

  /** Who writes the logins of people without a session into this audit. */
  public static StaffLogins staff(AuditLog audit) {
    InstantSource clock = InstantSource.system();
    var staff = new StaffLogins();
    staff.audit = new AuditPen(audit, clock);
    staff.clock = clock;
    return staff;
  }

  /** The same with the sessions of this door. */
  public static LoginCheck check(UserDoor users) {
    LoginCheck check = check();
    check.users = users;
    return check;
  }

  /** All of them, with these settings and sessions. */
  public static List<Object> with(Map<String, String> settings, UserDoor users) {
    var access = new AccessFilter();
    access.logins = check(users);
    access.configuration = CurrentConfiguration.of(new BootSettings(settings, Map.of()));
    var slow = new SlowBodies();
    slow.configuration = access.configuration.get();
    slow.begin();
    return List.of(access, slow, new KnownParameters(), new SecurityHeaders());
  }
}
