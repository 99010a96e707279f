package relay.ejb.reception;

import jakarta.ejb.MessageDriven;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import relay.domain.reception.LoginAttempt;
import relay.domain.reception.LoginMessage;
import relay.domain.reception.LoginStep;
import relay.domain.reception.LoginVerdict;
import relay.domain.reception.Receipt;
import relay.domain.reception.ReceptionPolicy;
import relay.domain.reception.Submission;
import relay.domain.reception.SubmissionListener;

/**
 * The endpoint that the SMTP resource adapter calls. Without a container transaction: {@link
 * Reception} commits in its own code, where a failure throws, for servers swallow a failed commit
 * at the end of an endpoint call.
 */
@MessageDriven(name = "SubmissionReceiver", messageListenerInterface = SubmissionListener.class)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SubmissionReceiver implements SubmissionListener {
  @Inject private Reception reception;

  @Override
  public ReceptionPolicy policy() {
    return reception.policy();
  }

  @Override
  public LoginVerdict login(LoginAttempt attempt) {
    return reception.login(attempt);
  }

  @Override
  public LoginVerdict open(LoginAttempt attempt) {
    return reception.open(attempt);
  }

  @Override
  public LoginStep login(LoginMessage message) {
    return reception.login(message);
  }

  @Override
  public Receipt submit(Submission mail) {
    return reception.submit(mail);
  }
}
