package relay.domain.delivery;

import java.util.Optional;
import relay.domain.smtp.SmtpReply;

/**
 * What the hosts of one attempt said that kept us from handing over the mail, in the order they
 * were asked. One thread.
 *
 * <p>A refusal by one host (554 greeting, broken TLS) says nothing about its neighbours, so the
 * attempt ends as permanent only when every host refused permanently.
 */
public final class HostFailures {
  private SmtpReply lastTemporary;
  private Stage temporaryStage;
  private SmtpReply lastPermanent;
  private Stage permanentStage;

  /** Notes why one host did not take the mail. */
  public void add(Stage stage, SmtpReply reply) {
    if (reply.isPermanent()) {
      lastPermanent = reply;
      permanentStage = stage;
    } else {
      lastTemporary = reply;
      temporaryStage = stage;
    }
  }

  /**
   * The last temporary reply when there was one, else the last permanent; empty when none failed.
   */
  public Optional<SmtpReply> conclusion() {
    return Optional.ofNullable(lastTemporary == null ? lastPermanent : lastTemporary);
  }

  /** The stage of the {@link #conclusion()}. */
  public Optional<Stage> stage() {
    return Optional.ofNullable(lastTemporary == null ? permanentStage : temporaryStage);
  }
}
