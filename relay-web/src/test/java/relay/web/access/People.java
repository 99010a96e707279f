package relay.web.access;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import relay.domain.reception.AuthenticatedUser;
import relay.domain.reception.LoginAttempt;
import relay.domain.reception.LoginMessage;
import relay.domain.reception.LoginStep;
import relay.domain.reception.LoginVerdict;
import relay.domain.reception.Receipt;
import relay.domain.reception.ReceptionPolicy;
import relay.domain.reception.Submission;
import relay.domain.reception.SubmissionListener;
import relay.domain.smtp.SmtpReply;
import relay.domain.tenancy.Credential;
import relay.domain.tenancy.Permission;
import relay.domain.tenancy.Tenancies;
import relay.domain.tenancy.Tenancy;
import relay.domain.tenancy.Tenant;

/** A door that knows one API token of tenant acme for each role, and takes no mail. */
public final class People implements SubmissionListener {
  /** Authorization headers. */
  public static final String ACME_ADMINISTRATOR = "Bearer relay_administrator";

  public static final String ACME_READER = "Bearer relay_reader";
  public static final String ACME_SENDER = "Bearer relay_sender";

  private final Map<String, Credential> byToken = new LinkedHashMap<>();

  public People() {
    add("relay_administrator", Permission.ADMINISTER);
    add("relay_reader", Permission.READ);
    add("relay_sender", Permission.SEND);
  }

  private void add(String token, Permission permission) {
    String id = "c-" + token.substring("relay_".length());
    byToken.put(token, Tenancies.credential("acme", id).withPermissions(Set.of(permission)));
  }

  /** What these tokens may do. */
  public Tenancy tenancy() {
    var objects = new java.util.ArrayList<relay.domain.control.ControlObject>(byToken.values());
    objects.add(Tenant.of("acme"));
    return Tenancies.with(objects.toArray(relay.domain.control.ControlObject[]::new));
  }

  @Override
  public LoginStep login(LoginMessage message) {
    Credential holder = byToken.get(((LoginMessage.ApiToken) message).token());
    return LoginStep.ended(holder == null ? wrong() : granted(holder));
  }

  @Override
  public LoginVerdict login(LoginAttempt attempt) {
    return wrong();
  }

  @Override
  public LoginVerdict open(LoginAttempt attempt) {
    return wrong();
  }

  private static LoginVerdict granted(Credential holder) {
    return new LoginVerdict.Granted(
        new AuthenticatedUser(
            holder.name(), Optional.empty(), holder.tenant(), Optional.of(holder.id())));
  }

  private static LoginVerdict wrong() {
    return new LoginVerdict.Denied(SmtpReply.local(535, "5.7.8", "wrong"));
  }

  @Override
  public ReceptionPolicy policy() {
    throw new UnsupportedOperationException("nobody hands in mail here");
  }

  @Override
  public Receipt submit(Submission mail) {
    throw new UnsupportedOperationException("nobody hands in mail here");
  }
}
