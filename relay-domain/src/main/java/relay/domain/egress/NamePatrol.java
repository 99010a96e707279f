package relay.domain.egress;

import java.net.InetAddress;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Keeps what the DNS says of the addresses of all sources, looked up anew each round. Thread-safe;
 * asking is the round's alone.
 */
public final class NamePatrol {
  private final Supplier<EgressBook> book;
  private final NameCheck check;
  private final String ehloName;
  private final InstantSource clock;
  private volatile Map<Asked, NameFinding> findings = Map.of();

  private record Asked(InetAddress address, String ehloName) {}

  /**
   * @param ehloName of sources that have none of their own
   */
  public NamePatrol(
      Supplier<EgressBook> book, NameCheck check, String ehloName, InstantSource clock) {
    this.book = book;
    this.check = check;
    this.ehloName = ehloName;
    this.clock = clock;
  }

  /** Looks up all of them; stops early where it may not go on. */
  public void round(BooleanSupplier mayGoOn) {
    Map<Asked, NameFinding> found = new HashMap<>();
    for (EgressSource source : book.get().sources()) {
      for (InetAddress address : source.addresses()) {
        if (!mayGoOn.getAsBoolean()) {
          return;
        }
        String name = nameOf(source);
        found.put(new Asked(address, name), check.of(address, name, clock.instant()));
      }
    }
    findings = Map.copyOf(found);
  }

  /** The EHLO name that servers hear from a source. */
  public String nameOf(EgressSource source) {
    return source.ehloName().orElse(ehloName);
  }

  /** What was found; empty before the first round over this address with this name. */
  public Optional<NameFinding> finding(EgressSource source, InetAddress address) {
    return Optional.ofNullable(findings.get(new Asked(address, nameOf(source))));
  }

  /** Whether an address of a source that is there was not looked up yet. */
  public boolean isBehind() {
    return book.get().sources().stream()
        .anyMatch(s -> s.addresses().stream().anyMatch(a -> finding(s, a).isEmpty()));
  }
}
