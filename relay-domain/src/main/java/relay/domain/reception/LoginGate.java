package relay.domain.reception;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.journal.MailEvent;
import relay.domain.smtp.SmtpReply;

/**
 * What all ways to log in have in common: guessers wait, failures are told to the journal, and
 * every refusal reads the same. Thread-safe.
 */
final class LoginGate {
  static final int NAME_CHARS_MAX = 256;
  static final SmtpReply WRONG =
      SmtpReply.local(535, "5.7.8", "Wrong user name or password; check both and try again");
  static final SmtpReply WRONG_TOKEN =
      SmtpReply.local(535, "5.7.8", "This token opens no account here; get a new one");
  static final SmtpReply WRONG_CERTIFICATE =
      SmtpReply.local(535, "5.7.8", "This certificate opens no account here");
  static final SmtpReply UNAVAILABLE =
      SmtpReply.local(454, "4.7.0", "Logins cannot be checked now; try again later");

  private final LoginThrottle throttle;
  private final Duration rememberFor;
  private final BoundedMemory<Proven, Instant> proven;

  /** An address that has shown that it is this account. */
  private record Proven(InetAddress address, String name) {}

  LoginGate(AccountSettings settings) {
    throttle = new LoginThrottle(settings);
    rememberFor = settings.rememberFor();
    proven = new BoundedMemory<>(settings.entriesMax());
  }

  LoginThrottle throttle() {
    return throttle;
  }

  boolean mustWait(InetAddress address, String name, Instant now) {
    return !waitOf(address, name, now).isZero();
  }

  /**
   * Guesses from elsewhere do not lock out an address that logged in a short time ago; its own do.
   */
  private Duration waitOf(InetAddress address, String name, Instant now) {
    Instant until = proven.get(new Proven(address, name), Instant.MIN);
    return until.isAfter(now) ? throttle.waitOf(address, now) : throttle.waitOf(address, name, now);
  }

  /** Whether this address must wait, whoever it says it is. */
  boolean mustWait(InetAddress address, Instant now) {
    return !throttle.waitOf(address, now).isZero();
  }

  /** The reply to an address that comes too early; the other one when it need not wait any more. */
  SmtpReply tooEarlyOr(SmtpReply other, InetAddress address, Instant now) {
    return tooEarlyOr(other, throttle.waitOf(address, now));
  }

  /** The reply to whoever comes too early; the other one when nobody has to wait any more. */
  SmtpReply tooEarlyOr(SmtpReply other, InetAddress address, String name, Instant now) {
    return tooEarlyOr(other, waitOf(address, name, now));
  }

  private static SmtpReply tooEarlyOr(SmtpReply other, Duration wait) {
    if (wait.isZero()) {
      return other;
    }
    long seconds = wait.plusMillis(999).toSeconds();
    return SmtpReply.local(
        454, "4.7.0", "Too many failed logins; try again in " + seconds + " seconds");
  }

  void succeeded(String name) {
    throttle.succeeded(name);
  }

  /** For ways to log in that have no memory of their own. */
  void succeeded(InetAddress address, String name, Instant now) {
    throttle.succeeded(name);
    proven.put(new Proven(address, name), now.plus(rememberFor));
  }

  /**
   * Counts a failure.
   *
   * @param way how it was tried, in a word
   * @param name of the account that was tried, folded
   * @param shown the name as the client gave it
   * @return what the journal is told
   */
  List<MailEvent> failed(String way, InetAddress address, String name, String shown, Instant now) {
    boolean lockedOut = throttle.failed(address, name, now);
    return events(way, address, shown, "wrong-name-or-password", lockedOut, now);
  }

  /** Counts a failure of an address alone: what was tried cannot be guessed. */
  List<MailEvent> failedAddress(
      String way, InetAddress address, String shown, String reason, Instant now) {
    boolean lockedOut = throttle.failed(address, now);
    return events(way, address, shown, reason, lockedOut, now);
  }

  private static List<MailEvent> events(
      String way,
      InetAddress address,
      String shown,
      String reason,
      boolean lockedOut,
      Instant now) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put(EventField.USER, shown);
    details.put(EventField.CLIENT, address.getHostAddress());
    details.put(EventField.MECHANISM, way);
    details.put(EventField.REASON, reason);
    List<MailEvent> events = new ArrayList<>();
    events.add(LoginEvents.of(EventType.LOGIN_FAILED, details, now));
    if (lockedOut) {
      events.add(LoginEvents.of(EventType.LOCKED_OUT, details, now));
    }
    return List.copyOf(events);
  }
}
