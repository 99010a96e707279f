package relay.domain.feedback.event;

import relay.domain.mail.QueueId;

/** Feedback came sooner than the record of the mail that it is about: to be looked at again. */
public final class RecordNotYet extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public RecordNotYet(QueueId mail) {
    super("mail " + mail + " is not on record yet; its feedback is read again in some seconds");
  }
}
