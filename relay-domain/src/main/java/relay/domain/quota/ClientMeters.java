package relay.domain.quota;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts what clients do, by their address; of IPv6 the first 64 bits. Remembers so many addresses
 * at most, those that came last. Thread-safe.
 */
public final class ClientMeters {
  /** Addresses that are remembered. */
  static final int ADDRESSES_MAX = 10_000;

  private static final int NETWORK_OCTETS = 8;
  private final Map<ByteBuffer, Meter> meters =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Meter> eldest) {
          return size() > ADDRESSES_MAX;
        }
      };

  /** Counts one; false when it is too many. */
  public synchronized boolean take(InetAddress client, int perMinute, Instant now) {
    byte[] octets = client.getAddress();
    byte[] key = client instanceof Inet6Address ? Arrays.copyOf(octets, NETWORK_OCTETS) : octets;
    Meter meter = meters.computeIfAbsent(ByteBuffer.wrap(key), k -> new Meter());
    var limit = new RateLimit(perMinute, RateLimit.Window.MINUTE);
    long micros = Math.multiplyExact(now.toEpochMilli(), 1000L);
    synchronized (meter) {
      if (meter.freeAt(limit, 1, micros) > micros) {
        return false;
      }
      meter.take(limit, 1, micros);
      return true;
    }
  }
}
