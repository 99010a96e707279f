package relay.domain.reception;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import relay.domain.secret.PasswordHash;

/**
 * Logins of the last minutes, so that a client that opens a connection for each mail costs one
 * verification and not thousands, and a machine that repeats one wrong password is not taken for a
 * guesser. Keyed by an HMAC under a key of this process, so memory holds no password. Thread-safe,
 * bounded; good and bad logins apart, that guesses cannot push out good ones.
 *
 * <p>The key covers the address: what one client proved does not help another one past a lock-out.
 */
final class LoginMemory {
  private static final String HMAC = "HmacSHA256";
  private final SecretKeySpec key;
  private final Duration rememberFor;
  private final BoundedMemory<ByteBuffer, Entry> good;
  private final BoundedMemory<ByteBuffer, Entry> bad;

  private record Entry(Optional<PasswordHash> judgedBy, Instant until) {
    static final Entry NONE = new Entry(Optional.empty(), Instant.MIN);
  }

  LoginMemory(AccountSettings settings, RandomGenerator random) {
    byte[] octets = new byte[32];
    random.nextBytes(octets);
    key = new SecretKeySpec(octets, HMAC);
    rememberFor = settings.rememberFor();
    good = new BoundedMemory<>(settings.entriesMax());
    bad = new BoundedMemory<>(settings.entriesMax());
  }

  /**
   * What the same login came to a short time ago: true, false, or unknown. Unknown also when the
   * account has changed since.
   */
  Optional<Boolean> recall(
      LoginAttempt attempt, String account, Optional<PasswordHash> hash, Instant now) {
    ByteBuffer login = keyOf(attempt, account);
    if (hash.isPresent() && isFresh(good, login, hash, now)) {
      return Optional.of(true);
    }
    return isFresh(bad, login, hash, now) ? Optional.of(false) : Optional.empty();
  }

  void remember(
      LoginAttempt attempt,
      String account,
      Optional<PasswordHash> hash,
      boolean right,
      Instant now) {
    (right ? good : bad).put(keyOf(attempt, account), new Entry(hash, now.plus(rememberFor)));
  }

  private boolean isFresh(
      BoundedMemory<ByteBuffer, Entry> entries,
      ByteBuffer login,
      Optional<PasswordHash> hash,
      Instant now) {
    Entry entry = entries.get(login, Entry.NONE);
    boolean fresh = entry.until.isAfter(now) && entry.judgedBy.equals(hash);
    if (fresh) {
      entries.put(login, new Entry(hash, now.plus(rememberFor)));
    }
    return fresh;
  }

  private ByteBuffer keyOf(LoginAttempt attempt, String account) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(key);
      // Each part with its length: no two logins share one text.
      byte[] name = account.getBytes(StandardCharsets.UTF_8);
      mac.update(ByteBuffer.allocate(4).putInt(name.length).flip());
      mac.update(name);
      byte[] address = attempt.address().getAddress();
      mac.update((byte) address.length);
      mac.update(address);
      return ByteBuffer.wrap(mac.doFinal(attempt.password().getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + HMAC, e);
    }
  }
}
