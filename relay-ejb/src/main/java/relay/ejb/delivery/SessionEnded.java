package relay.ejb.delivery;

import java.io.IOException;
import java.util.Optional;
import relay.domain.smtp.SmtpReply;
import relay.domain.transport.TlsProblem;

/**
 * A session with a server is over before its work was done. The reply is the server's own where it
 * gave one (421, a refused greeting), else a local one that says what happened.
 */
final class SessionEnded extends IOException {
  private final transient SmtpReply reply;
  private final Step step;
  private final boolean stale;
  private final boolean confused;
  private final transient TlsProblem problem;

  /**
   * @param stale true when a kept connection had died before the first command on it was answered,
   *     so that another connection may fare better
   */
  SessionEnded(Step step, SmtpReply reply, boolean stale) {
    this(step, reply, stale, false, null);
  }

  private SessionEnded(
      Step step, SmtpReply reply, boolean stale, boolean confused, TlsProblem problem) {
    super(reply.toString());
    this.reply = reply;
    this.step = step;
    this.stale = stale;
    this.confused = confused;
    this.problem = problem;
  }

  /** The two sides do not agree on where in the conversation they are. */
  static SessionEnded confused(Step step, SmtpReply reply) {
    return new SessionEnded(step, reply, false, true, null);
  }

  /** The same, for this reason: no TLS, or none that will do. */
  SessionEnded because(TlsProblem why) {
    return new SessionEnded(step, reply, stale, confused, why);
  }

  /** What was wrong with TLS; empty: it ended for another reason. */
  Optional<TlsProblem> problem() {
    return Optional.ofNullable(problem);
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
