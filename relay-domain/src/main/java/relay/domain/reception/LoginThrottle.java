package relay.domain.reception;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Slows down guessing: after a few failures an address, and an account, must wait before the next
 * try, twice as long each time up to the lock-out. Holds up no thread; whoever comes too early is
 * sent away. A success clears the account and not the address, or one own account would buy a
 * guesser endless tries at others. Thread-safe, bounded.
 *
 * <p>What is counted here can be told to other nodes, and theirs heard: {@link #news} is under way
 * until {@link #told} or {@link #keep}, by one thread at a time. A login never waits for that.
 */
public final class LoginThrottle {
  private static final int IPV6_SITE_OCTETS = 8;
  private final int failuresFree;
  private final Duration firstDelay;
  private final Duration lockOut;
  private final Duration forgetAfter;
  private final FailureMemory byAddress;
  private final FailureMemory byAccount;

  LoginThrottle(AccountSettings settings) {
    failuresFree = settings.failuresFree();
    firstDelay = settings.firstDelay();
    lockOut = settings.lockOut();
    forgetAfter = settings.forgetAfter();
    byAddress = new FailureMemory(LockOut.Kind.ADDRESS, settings.entriesMax(), forgetAfter);
    byAccount = new FailureMemory(LockOut.Kind.ACCOUNT, settings.entriesMax(), forgetAfter);
  }

  /** How long this address has to wait yet, whatever account it tries. */
  Duration waitOf(InetAddress address, Instant now) {
    return waitUntil(untilOf(byAddress.get(site(address))), now);
  }

  /** How long this address and account have to wait yet; zero when they may try now. */
  Duration waitOf(InetAddress address, String account, Instant now) {
    Instant ofAddress = untilOf(byAddress.get(site(address)));
    Instant ofAccount = untilOf(byAccount.get(account));
    return waitUntil(ofAddress.isAfter(ofAccount) ? ofAddress : ofAccount, now);
  }

  private static Duration waitUntil(Instant until, Instant now) {
    return until.isAfter(now) ? Duration.between(now, until) : Duration.ZERO;
  }

  /** Counts a failure; true when it is the one that brought the longest wait. */
  boolean failed(InetAddress address, String account, Instant now) {
    return failed(address, now) | byAccount.failed(account, now, this::isLockedOut);
  }

  /** Counts a failure that says nothing about an account. */
  boolean failed(InetAddress address, Instant now) {
    return byAddress.failed(site(address), now, this::isLockedOut);
  }

  void succeeded(String account) {
    byAccount.forgive(account);
  }

  /** All that have to wait. */
  List<LockOut> waiting(Instant now) {
    List<LockOut> waiting = new ArrayList<>();
    byAccount
        .copy()
        .forEach((name, count) -> waiting.add(lockOut(LockOut.Kind.ACCOUNT, name, count)));
    byAddress
        .copy()
        .forEach((site, count) -> waiting.add(lockOut(LockOut.Kind.ADDRESS, textOf(site), count)));
    waiting.removeIf(l -> !l.until().isAfter(now));
    waiting.sort(Comparator.comparing(LockOut::until).reversed());
    return waiting;
  }

  private LockOut lockOut(LockOut.Kind kind, String name, FailureCount count) {
    return new LockOut(kind, name, count.failures(), untilOf(count));
  }

  boolean unlock(String account) {
    return byAccount.forgive(account);
  }

  boolean unlock(InetAddress address) {
    return byAddress.forgive(site(address));
  }

  /**
   * What other nodes are to be told.
   *
   * @param most of accounts, and as many of addresses
   */
  public Map<FailureKey, FailureChange> news(int most) {
    Map<FailureKey, FailureChange> news = new LinkedHashMap<>(byAccount.news(most));
    news.putAll(byAddress.news(most));
    return news;
  }

  /** What a count of all nodes comes to after the news of this one. */
  public FailureCount after(FailureCount before, FailureChange news) {
    return before.after(news, forgetAfter);
  }

  /** The others know the news now, and what they came to. */
  public void told(Map<FailureKey, FailureCount> counts) {
    counts.forEach((key, count) -> memoryOf(key).told(key.name(), count));
  }

  /** They could not be told: they are news again. */
  public void keep(Map<FailureKey, FailureChange> news) {
    news.keySet().forEach(key -> memoryOf(key).keep(key.name()));
  }

  /** Hears what all nodes together know. */
  public void learn(FailureKey key, FailureCount count) {
    memoryOf(key).learn(key.name(), count);
  }

  private FailureMemory memoryOf(FailureKey key) {
    return key.kind() == LockOut.Kind.ACCOUNT ? byAccount : byAddress;
  }

  private Instant untilOf(FailureCount count) {
    return count.last().plus(delayAfter(count.failures()));
  }

  private boolean isLockedOut(FailureCount count) {
    return delayAfter(count.failures()).equals(lockOut);
  }

  private Duration delayAfter(int failures) {
    if (failures < failuresFree) {
      return Duration.ZERO;
    }
    // 2^30 seconds are longer than any lock-out; more would overflow.
    Duration grown = firstDelay.multipliedBy(1L << Math.min(failures - failuresFree, 30));
    return grown.compareTo(lockOut) < 0 ? grown : lockOut;
  }

  /** An IPv6 customer has at least a /64 and could take a new address for each guess. */
  private static String site(InetAddress address) {
    byte[] octets = address.getAddress();
    return HexFormat.of()
        .formatHex(octets, 0, octets.length == 4 ? octets.length : IPV6_SITE_OCTETS);
  }

  private static String textOf(String site) {
    byte[] octets = HexFormat.of().parseHex(site);
    try {
      return octets.length == 4
          ? InetAddress.getByAddress(octets).getHostAddress()
          : InetAddress.getByAddress(Arrays.copyOf(octets, 16)).getHostAddress() + "/64";
    } catch (UnknownHostException e) {
      throw new IllegalStateException("4 and 16 octets are an address", e);
    }
  }
}
