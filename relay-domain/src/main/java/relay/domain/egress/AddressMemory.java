package relay.domain.egress;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers for a moment which addresses this machine has: they come and go while the relay runs,
 * and the question costs a socket. Thread-safe.
 */
public final class AddressMemory {
  private static final Duration MEMORY = Duration.ofSeconds(10);
  private static final int ADDRESSES_MAX = 10_000;
  private final LocalAddresses machine;
  private final InstantSource clock;
  private final Map<InetAddress, Known> known = new ConcurrentHashMap<>();

  private record Known(boolean has, Instant until) {}

  public AddressMemory(LocalAddresses machine, InstantSource clock) {
    this.machine = machine;
    this.clock = clock;
  }

  /** Whether a connection can be made from this address; may be ten seconds old. */
  public boolean has(InetAddress address) {
    Instant now = clock.instant();
    Known remembered = known.get(address);
    if (remembered == null || !now.isBefore(remembered.until())) {
      if (known.size() > ADDRESSES_MAX) {
        known.clear();
      }
      remembered = new Known(machine.has(address), now.plus(MEMORY));
      known.put(address, remembered);
    }
    return remembered.has();
  }
}
