package relay.web.mail;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.mail.QueueId;
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

/** Takes every mail of user shop (password secret); everybody else may not relay. */
final class FakeReception implements SubmissionListener {
  private static final RelayConfiguration SETTINGS =
      RelayConfiguration.of(
          Map.of("reception.size-max", "64KB", "reception.recipients-max", "3"), Map.of());
  final List<Submission> mails = new CopyOnWriteArrayList<>();
  boolean loopbackRelay;
  Optional<SmtpReply> refusal = Optional.empty();

  @Override
  public ReceptionPolicy policy() {
    return new ReceptionPolicy(SETTINGS.reception(), loopbackRelay ? Set.of("http") : Set.of());
  }

  @Override
  public LoginVerdict open(LoginAttempt attempt) {
    return login(attempt);
  }

  @Override
  public LoginStep login(LoginMessage message) {
    throw new UnsupportedOperationException("the HTTP door knows passwords only");
  }

  @Override
  public LoginVerdict login(LoginAttempt attempt) {
    return attempt.user().equals("shop") && attempt.password().equals("secret")
        ? new LoginVerdict.Granted(new AuthenticatedUser("shop", Optional.empty()))
        : new LoginVerdict.Denied(SmtpReply.local(535, "5.7.8", "name or password is wrong"));
  }

  @Override
  public Receipt submit(Submission mail) {
    if (refusal.isPresent()) {
      return new Receipt.Refused(refusal.get());
    }
    mails.add(mail);
    return new Receipt.Accepted(QueueId.next(Instant.EPOCH, () -> mails.size()));
  }
}
