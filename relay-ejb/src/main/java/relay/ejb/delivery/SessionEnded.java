package relay.ejb.delivery;

import java.io.IOException;
import relay.domain.smtp.SmtpReply;

/**
 * A session with a server is over before its work was done. The reply is the server's own where it
 * gave one (421, a refused greeting), else a local one that says what happened.
 */
final class SessionEnded extends IOException {
  private final transient SmtpReply reply;
  private final Step step;
  private final boolean stale;
  private final boolean confused;

  /**
   * @param stale true when a kept connection had died before the first command on it was answered,
   *     so that another connection may fare better
   */
  SessionEnded(Step step, SmtpReply reply, boolean stale) {
    this(step, reply, stale, false);
  }

  private SessionEnded(Step step, SmtpReply reply, boolean stale, boolean confused) {
    super(reply.toString());
    this.reply = reply;
    this.step = step;
    this.stale = stale;
    this.confused = confused;
  }

  /** The two sides do not agree on where in the conversation they are. */
  static SessionEnded confused(Step step, SmtpReply reply) {
    return new SessionEnded(step, reply, false, true);
  }

  SmtpReply reply() {
    return reply;
  }

  Step step() {
    return step;
  }

  boolean isStale() {
    return stale;
  }

  /** Whether another connection, with one command at a time, may fare better. */
  boolean isConfused() {
    return confused;
  }

  /** This is an ordinary way for a conversation to end; nobody reads its stack. */
  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
