package relay.domain.reception;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.journal.MailEvent;

/**
 * Addresses whose clients send without a login because somebody logged in from there over POP3 a
 * short time ago. Each is bound to that user: his tenant, stream and sending rights apply, and the
 * latest login of an address counts. Thread-safe, bounded; of one node, forgotten at a restart.
 */
public final class OpenedAddresses {
  /** Opens nothing. */
  public static final OpenedAddresses NONE =
      new OpenedAddresses(Duration.ZERO, 1, address -> false);

  private static final Entry CLOSED = new Entry(Optional.empty(), Instant.MIN);

  private final Duration openFor;
  private final Predicate<InetAddress> mayOpen;
  private final BoundedMemory<InetAddress, Entry> entries;

  private record Entry(Optional<AuthenticatedUser> user, Instant until) {}

  /**
   * @param openFor time after a login
   * @param entriesMax beyond which the address longest unused is closed
   * @param mayOpen whether an address may be opened at all
   */
  public OpenedAddresses(Duration openFor, int entriesMax, Predicate<InetAddress> mayOpen) {
    this.openFor = openFor;
    this.mayOpen = mayOpen;
    this.entries = new BoundedMemory<>(entriesMax);
  }

  /** Whether a login from here could open the address. */
  public boolean mayOpen(InetAddress address) {
    return mayOpen.test(address);
  }

  /**
   * Opens an address for somebody who has just proven himself under TLS.
   *
   * @return what the journal is told; empty when this address may not be opened
   */
  public Optional<MailEvent> open(InetAddress address, AuthenticatedUser user, Instant now) {
    if (!mayOpen(address)) {
      return Optional.empty();
    }
    Instant until = now.plus(openFor);
    entries.put(address, new Entry(Optional.of(user), until));
    return Optional.of(event(address, user, until, now));
  }

  /** For whom this address may send now; empty when it is not open. */
  public Optional<AuthenticatedUser> userAt(InetAddress address, Instant now) {
    Entry entry = entries.get(address, CLOSED);
    return now.isBefore(entry.until) ? entry.user : Optional.empty();
  }

  private static MailEvent event(
      InetAddress address, AuthenticatedUser user, Instant until, Instant now) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put(EventField.USER, user.name());
    details.put(EventField.TENANT, user.tenant());
    user.credential().ifPresent(id -> details.put(EventField.CREDENTIAL, id));
    details.put(EventField.CLIENT, address.getHostAddress());
    details.put(EventField.EXPIRES, until.toString());
    return LoginEvents.of(EventType.ADDRESS_OPENED, details, now);
  }

  /** How many addresses are open now. */
  public int count(Instant now) {
    return (int) entries.copy().values().stream().filter(e -> now.isBefore(e.until)).count();
  }
}
