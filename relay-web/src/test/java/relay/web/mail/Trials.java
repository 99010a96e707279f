package relay.web.mail;

import java.util.List;
import relay.domain.reception.Submission;

/** Trial mails as the container would hand them in, for tests of who sends them. */
public final class Trials {
  private final FakeReception reception = new FakeReception();

  public TrialMail mail() {
    MailResource resource = MailResources.with(reception);
    var mail = new TrialMail();
    mail.documents = resource.documents;
    mail.door = resource.door;
    return mail;
  }

  /** What was handed in. */
  public List<Submission> taken() {
    return reception.mails;
  }
}
