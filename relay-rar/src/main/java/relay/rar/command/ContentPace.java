package relay.rar.command;

import java.net.SocketTimeoutException;
import java.time.Duration;
import relay.rar.session.SmtpSession;

/** Keeps a client from holding a thread with a mail that drips in. */
final class ContentPace {
  private static final long WARM_UP_NANOS = Duration.ofSeconds(30).toNanos();

  private final SmtpSession session;
  private final long begun;
  private final long idleNanos;
  private final long endsAt;
  private final long rateMin;

  ContentPace(SmtpSession session) {
    this.session = session;
    this.begun = session.nanoTime();
    this.idleNanos = session.service().settings().times().idle().toNanos();
    this.endsAt = begun + session.service().settings().times().data().toNanos();
    this.rateMin = session.service().settings().content().rateMin();
  }

  /** Before each read: sets its limit, and gives up on clients that are too slow. */
  void check(long octetsSoFar) throws SocketTimeoutException {
    long now = session.nanoTime();
    long warmUp = Math.min(WARM_UP_NANOS, (endsAt - begun) / 4);
    if (now - begun > warmUp && octetsSoFar < rateMin * ((now - begun) / 1e9)) {
      throw new SocketTimeoutException("less than " + rateMin + " octets per second");
    }
    long idleEnd = now + idleNanos;
    session.wire().readBy(idleEnd - endsAt < 0 ? idleEnd : endsAt);
  }
}
