package relay.domain.reception;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Slows down guessing: after a few failures an address, and an account, must wait before the next
 * try, twice as long each time up to the lock-out. Holds up no thread; whoever comes too early is
 * sent away. A success clears the account and not the address, or one own account would buy a
 * guesser endless tries at others. Thread-safe, bounded.
 */
final class LoginThrottle {
  private static final int IPV6_SITE_OCTETS = 8;
  private final int failuresFree;
  private final Duration firstDelay;
  private final Duration lockOut;
  private final Duration forgetAfter;
  private final BoundedMemory<ByteBuffer, Failures> byAddress;
  private final BoundedMemory<String, Failures> byAccount;

  private record Failures(int count, Instant last, Instant waitUntil) {
    static final Failures NONE = new Failures(0, Instant.MIN, Instant.MIN);

    LockOut lockOut(LockOut.Kind kind, String name) {
      return new LockOut(kind, name, count, waitUntil);
    }
  }

  LoginThrottle(AccountSettings settings) {
    failuresFree = settings.failuresFree();
    firstDelay = settings.firstDelay();
    lockOut = settings.lockOut();
    forgetAfter = settings.forgetAfter();
    byAddress = new BoundedMemory<>(settings.entriesMax());
    byAccount = new BoundedMemory<>(settings.entriesMax());
  }

  /** How long this address has to wait yet, whatever account it tries. */
  Duration waitOf(InetAddress address, Instant now) {
    Instant until = byAddress.get(site(address), Failures.NONE).waitUntil;
    return until.isAfter(now) ? Duration.between(now, until) : Duration.ZERO;
  }

  /** How long this address and account have to wait yet; zero when they may try now. */
  Duration waitOf(InetAddress address, String account, Instant now) {
    Instant ofAddress = byAddress.get(site(address), Failures.NONE).waitUntil;
    Instant ofAccount = byAccount.get(account, Failures.NONE).waitUntil;
    Instant until = ofAddress.isAfter(ofAccount) ? ofAddress : ofAccount;
    return until.isAfter(now) ? Duration.between(now, until) : Duration.ZERO;
  }

  /** Counts a failure; true when it is the one that brought the longest wait. */
  boolean failed(InetAddress address, String account, Instant now) {
    Failures ofAddress =
        byAddress.change(site(address), Failures.NONE, before -> oneMore(before, now));
    Failures ofAccount = byAccount.change(account, Failures.NONE, before -> oneMore(before, now));
    return isFirstLockOut(ofAddress) || isFirstLockOut(ofAccount);
  }

  /** Counts a failure that says nothing about an account. */
  boolean failed(InetAddress address, Instant now) {
    return isFirstLockOut(
        byAddress.change(site(address), Failures.NONE, before -> oneMore(before, now)));
  }

  void succeeded(String account) {
    byAccount.remove(account);
  }

  /** All that have to wait. */
  List<LockOut> waiting(Instant now) {
    List<LockOut> waiting = new ArrayList<>();
    byAccount.copy().forEach((name, f) -> waiting.add(f.lockOut(LockOut.Kind.ACCOUNT, name)));
    byAddress
        .copy()
        .forEach((site, f) -> waiting.add(f.lockOut(LockOut.Kind.ADDRESS, textOf(site))));
    waiting.removeIf(l -> !l.until().isAfter(now));
    waiting.sort(Comparator.comparing(LockOut::until).reversed());
    return waiting;
  }

  boolean unlock(String account) {
    return byAccount.remove(account);
  }

  boolean unlock(InetAddress address) {
    return byAddress.remove(site(address));
  }

  private Failures oneMore(Failures before, Instant now) {
    boolean forgotten =
        before.count == 0 || Duration.between(before.last, now).compareTo(forgetAfter) > 0;
    int count = forgotten ? 1 : before.count + 1;
    return new Failures(count, now, now.plus(delayAfter(count)));
  }

  private Duration delayAfter(int failures) {
    if (failures < failuresFree) {
      return Duration.ZERO;
    }
    // 2^30 seconds are longer than any lock-out; more would overflow.
    Duration grown = firstDelay.multipliedBy(1L << Math.min(failures - failuresFree, 30));
    return grown.compareTo(lockOut) < 0 ? grown : lockOut;
  }

  private boolean isFirstLockOut(Failures failures) {
    return delayAfter(failures.count).equals(lockOut)
        && !delayAfter(failures.count - 1).equals(lockOut);
  }

  /** An IPv6 customer has at least a /64 and could take a new address for each guess. */
  private static ByteBuffer site(InetAddress address) {
    byte[] octets = address.getAddress();
    return ByteBuffer.wrap(octets.length == 4 ? octets : Arrays.copyOf(octets, IPV6_SITE_OCTETS));
  }

  private static String textOf(ByteBuffer site) {
    byte[] octets = site.array();
    try {
      return octets.length == 4
          ? InetAddress.getByAddress(octets).getHostAddress()
          : InetAddress.getByAddress(Arrays.copyOf(octets, 16)).getHostAddress() + "/64";
    } catch (UnknownHostException e) {
      throw new IllegalStateException("4 and 16 octets are an address", e);
    }
  }
}
