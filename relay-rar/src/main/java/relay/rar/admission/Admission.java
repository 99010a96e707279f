package relay.rar.admission;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import relay.domain.listener.ConnectionLimits;
import relay.domain.mail.NetworkRange;
import relay.domain.smtp.SmtpReply;

/** Counts connections of all listeners of one activation. Thread-safe. */
public final class Admission {
  private static final long WINDOW_NANOS = TimeUnit.MINUTES.toNanos(1);
  private static final int CLIENTS_REMEMBERED_MAX = 100_000;
  public static final SmtpReply FULL =
      SmtpReply.local(421, "4.7.0", "too many connections, try again later");
  private static final SmtpReply TOO_MANY_OF_YOURS =
      SmtpReply.local(421, "4.7.0", "too many connections from your address");
  private static final SmtpReply TOO_FAST =
      SmtpReply.local(421, "4.7.0", "too many new connections from your address in one minute");

  private final ConnectionLimits limits;
  private final LongSupplier nanoTime;
  private final Map<Object, Client> clients = new HashMap<>();
  private int total;

  private static final class Client {
    private int open;
    private int begun;
    private long windowFrom;
  }

  /** One connection's place. */
  public final class Ticket implements AutoCloseable {
    private Client client;
    private boolean closed;

    private Ticket() {}

    /** Counts the connection for its client, once the client is known; or tells why not. */
    public Optional<SmtpReply> admit(InetAddress address) {
      return isExempt(address) ? Optional.empty() : count(this, keyOf(address));
    }

    @Override
    public void close() {
      leave(this);
    }
  }

  public Admission(ConnectionLimits limits, LongSupplier nanoTime) {
    this.limits = limits;
    this.nanoTime = nanoTime;
  }

  /** A place for one more connection; empty when all are taken. */
  public synchronized Optional<Ticket> enter() {
    if (total >= limits.total()) {
      return Optional.empty();
    }
    total++;
    return Optional.of(new Ticket());
  }

  public synchronized int connections() {
    return total;
  }

  private synchronized Optional<SmtpReply> count(Ticket ticket, Object key) {
    long now = nanoTime.getAsLong();
    forgetIfMany(now);
    if (clients.size() >= CLIENTS_REMEMBERED_MAX && !clients.containsKey(key)) {
      return Optional.of(FULL);
    }
    Client client = clients.computeIfAbsent(key, k -> new Client());
    if (client.begun == 0 || now - client.windowFrom >= WINDOW_NANOS) {
      client.begun = 0;
      client.windowFrom = now;
    }
    if (client.begun >= limits.newPerClientAndMinute()) {
      return Optional.of(TOO_FAST);
    }
    client.begun++;
    if (client.open >= limits.perClient()) {
      return Optional.of(TOO_MANY_OF_YOURS);
    }
    client.open++;
    ticket.client = client;
    return Optional.empty();
  }

  private synchronized void leave(Ticket ticket) {
    if (ticket.closed) {
      return;
    }
    ticket.closed = true;
    total--;
    if (ticket.client != null) {
      ticket.client.open--;
    }
  }

  private void forgetIfMany(long now) {
    if (clients.size() >= CLIENTS_REMEMBERED_MAX / 10) {
      clients.values().removeIf(c -> c.open == 0 && now - c.windowFrom >= WINDOW_NANOS);
    }
  }

  private boolean isExempt(InetAddress address) {
    for (NetworkRange range : limits.exempt()) {
      if (range.contains(address)) {
        return true;
      }
    }
    return false;
  }

  /** One customer has a whole /64 of IPv6 addresses. */
  private static Object keyOf(InetAddress address) {
    byte[] octets = address.getAddress();
    return octets.length == 4 ? address : ByteBuffer.wrap(octets, 0, 8).getLong();
  }
}
