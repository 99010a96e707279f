package relay.rar;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import relay.domain.authentication.KeySet;
import relay.domain.mail.QueueId;
import relay.domain.reception.AuthenticatedUser;
import relay.domain.reception.LoginAttempt;
import relay.domain.reception.LoginDesk;
import relay.domain.reception.LoginMessage;
import relay.domain.reception.LoginStep;
import relay.domain.reception.LoginVerdict;
import relay.domain.reception.Receipt;
import relay.domain.reception.ReceptionPolicy;
import relay.domain.reception.Submission;
import relay.domain.reception.SubmissionListener;
import relay.domain.smtp.SmtpReply;

/** Takes every mail and remembers it; does something else when the test says so. */
final class FakeApplication implements SubmissionListener {
  static final String USER = "alice";
  static final String PASSWORD = "wonderland";

  /** A mail as the application saw it. */
  record Taken(Submission mail, byte[] octets) {
    String text() {
      return new String(octets, java.nio.charset.StandardCharsets.ISO_8859_1);
    }
  }

  final List<Taken> mails = new CopyOnWriteArrayList<>();
  final ConcurrentLinkedQueue<Supplier<Receipt>> nextReceipts = new ConcurrentLinkedQueue<>();
  volatile ReceptionPolicy policy;
  volatile InstantSource clock = InstantSource.system();
  volatile Supplier<LoginVerdict> logins;

  /** Real logins, when the test's settings name users. */
  volatile LoginDesk desk;

  /** What the issuers of tokens have published. */
  volatile Optional<KeySet> keys = Optional.empty();

  private final Random random = new Random(1);

  @Override
  public ReceptionPolicy policy() {
    return policy;
  }

  @Override
  public LoginVerdict login(LoginAttempt attempt) {
    if (logins != null) {
      return logins.get();
    }
    if (desk != null) {
      return desk.login(attempt, Instant.now()).verdict();
    }
    return attempt.user().equals(USER) && attempt.password().equals(PASSWORD)
        ? new LoginVerdict.Granted(new AuthenticatedUser(USER, Optional.empty()))
        : new LoginVerdict.Denied(SmtpReply.local(535, "5.7.8", "wrong name or password"));
  }

  @Override
  public LoginVerdict open(LoginAttempt attempt) {
    LoginVerdict verdict = login(attempt);
    if (verdict instanceof LoginVerdict.Granted granted) {
      policy.opened().open(attempt.address(), granted.user(), clock.instant());
    }
    return verdict;
  }

  @Override
  public LoginStep login(LoginMessage message) {
    return desk.login(message, Instant.now()).step();
  }

  @Override
  public Receipt submit(Submission mail) {
    Supplier<Receipt> next = nextReceipts.poll();
    if (next != null) {
      return next.get();
    }
    try (var in = mail.content().open()) {
      mails.add(new Taken(mail, in.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    synchronized (random) {
      return new Receipt.Accepted(QueueId.next(Instant.EPOCH, random));
    }
  }
}
