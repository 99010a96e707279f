package relay.rar.application;

import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import jakarta.resource.spi.work.WorkManager;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.LongSupplier;
import relay.domain.reception.LoginAttempt;
import relay.domain.reception.LoginMessage;
import relay.domain.reception.LoginStep;
import relay.domain.reception.LoginVerdict;
import relay.domain.reception.Receipt;
import relay.domain.reception.ReceptionPolicy;
import relay.domain.reception.Submission;
import relay.domain.reception.SubmissionListener;

/**
 * The application as sessions see it. Thread-safe. Each call runs on a thread of the container and
 * at most a set number run at once; who waits too long for a turn gets {@link
 * ApplicationUnavailable}.
 */
public final class Application {
  private static final long POLICY_AGE_NANOS_MAX = TimeUnit.SECONDS.toNanos(1);

  private final EndpointPool endpoints;
  private final ContainerThreads threads;
  private final Semaphore turns;
  private final Duration wait;
  private final LongSupplier nanoTime;
  private final AtomicBoolean reading = new AtomicBoolean();
  private volatile PolicyRead policy;

  /** The rules and when they were read. */
  private record PolicyRead(ReceptionPolicy rules, long at) {}

  public Application(
      MessageEndpointFactory factory,
      WorkManager work,
      int callsAtOnce,
      Duration wait,
      LongSupplier nanoTime) {
    this.endpoints = new EndpointPool(factory);
    this.threads = new ContainerThreads(work);
    this.turns = new Semaphore(callsAtOnce);
    this.wait = wait;
    this.nanoTime = nanoTime;
  }

  /** The rules in force, about a second old at most. */
  public ReceptionPolicy policy() {
    PolicyRead known = policy;
    long now = nanoTime.getAsLong();
    boolean young = known != null && now - known.at < POLICY_AGE_NANOS_MAX;
    // While one session reads the rules anew, the others do not queue up behind it.
    if (young || known != null && !reading.compareAndSet(false, true)) {
      return known.rules;
    }
    try {
      ReceptionPolicy rules = call(SubmissionListener::policy);
      policy = new PolicyRead(rules, now);
      return rules;
    } finally {
      reading.set(false);
    }
  }

  public LoginVerdict login(LoginAttempt attempt) {
    return call(application -> application.login(attempt));
  }

  /** Opens the address of a client that logs in over POP3. */
  public LoginVerdict open(LoginAttempt attempt) {
    return call(application -> application.open(attempt));
  }

  public LoginStep login(LoginMessage message) {
    return call(application -> application.login(message));
  }

  public Receipt submit(Submission mail) {
    return call(application -> application.submit(mail));
  }

  public void close() {
    endpoints.close();
  }

  private <T> T call(Function<SubmissionListener, T> question) {
    boolean turn = false;
    try {
      turn = turns.tryAcquire(wait.toNanos(), TimeUnit.NANOSECONDS);
      if (!turn) {
        throw new ApplicationUnavailable("no turn within " + wait);
      }
      return threads.run(() -> endpoints.call(question));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ApplicationUnavailable("interrupted while waiting for a turn", e);
    } finally {
      if (turn) {
        turns.release();
      }
    }
  }
}
