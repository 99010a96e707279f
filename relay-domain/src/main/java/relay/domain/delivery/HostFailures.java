package relay.domain.delivery;

import java.util.Optional;
import relay.domain.smtp.SmtpReply;

/**
 * What the hosts of one attempt said that kept us from handing over the mail, in the order they
 * were asked. One thread.
 *
 * <p>A refusal by one host (554 greeting, broken TLS) says nothing about its neighbours, so the
 * attempt ends as permanent only when every host refused permanently and knew what it refused
 * ({@link Confusion}).
 */
public final class HostFailures {
  private SmtpReply lastTemporary;
  private Stage temporaryStage;
  private HostTrace temporaryHost;
  private SmtpReply lastPermanent;
  private Stage permanentStage;
  private HostTrace permanentHost;

  /** Notes why one host did not take the mail, and how far we came with it. */
  public void add(Stage stage, SmtpReply reply, HostTrace host) {
    if (reply.isPermanent() && !Confusion.speaksFrom(reply, stage)) {
      lastPermanent = reply;
      permanentStage = stage;
      permanentHost = host;
    } else {
      lastTemporary = reply;
      temporaryStage = stage;
      temporaryHost = host;
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

  /** The host of the {@link #conclusion()}. */
  public Optional<HostTrace> host() {
    return Optional.ofNullable(lastTemporary == null ? permanentHost : temporaryHost);
  }
}
